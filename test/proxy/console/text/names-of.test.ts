import { expect, test } from 'vitest';
import { namesOf } from '../../../../proxy/console/text/names-of.ts';

const names = namesOf([{ id: 'tanaka', name: '田中' }], [{ id: 't-1', name: 'SOMU-PC-01' }]);

test('people and terminals have their names, and their ids where there is none', () => {
  expect(names.person('tanaka')).toBe('田中 (tanaka)');
  expect(names.person('suzuki')).toBe('suzuki');
  expect(names.person(null)).toBeNull();
  expect(names.terminal('t-1')).toBe('SOMU-PC-01');
  expect(names.terminal('hub')).toBe('hub');
});
