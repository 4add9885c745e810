import { expect, test } from 'vitest';
import { scopeFrom, scopeOf } from '../../../../proxy/console/changes/scope-values.ts';

const whole = {
  terminals: ['4f1c9a8e-0001'],
  initiators: ['a.example', 'b.example'],
  readOnly: true as const,
};

test('what stood there comes back as it was', () => {
  expect(scopeFrom(scopeOf(whole))).toEqual(whole);
  expect(scopeFrom(scopeOf(null))).toEqual({});
});

test('empty lines, spaces and doubles are no initiators', () => {
  const values = { ...scopeOf(null), initiators: '  a.example \n\n\t\nb.example\na.example\n' };
  expect(scopeFrom(values)).toEqual({ initiators: ['a.example', 'b.example'] });
});
