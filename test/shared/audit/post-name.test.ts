import { expect, test } from 'vitest';
import { keptPostName } from '../../../shared/audit/post-name.ts';
import { individualNumberCheckDigit } from '../../../shared/detection/check-digits.ts';

test.each([
  '3kabcdefgh2z',
  '1860000000000000001',
  'social.example/113500000000000001',
  '42',
  'blog.example/12',
])('%s is kept whole', (name) => {
  expect(keptPostName(name)).toBe(name);
});

test.each(['', 'host.example/', 'a_'])(
  'one that may be an Individual Number is not kept: %s',
  (before) => {
    const digits = ['98765432101', '12345678901', '55501234567'].map(
      (eleven) => `${eleven}${individualNumberCheckDigit(eleven)}`,
    );
    for (const each of digits) expect(keptPostName(`${before}${each}`)).toBeUndefined();
  },
);

test('none stays none', () => {
  expect(keptPostName(undefined)).toBeUndefined();
});
