import { expect, test } from 'vitest';
import { createAttempts } from '../../../../proxy/hub/accounts/attempts.ts';

test('so many failures within the window, then none until they are old', () => {
  let time = 0;
  const attempts = createAttempts(3, 1000, () => time);
  for (let count = 0; count < 3; count++) {
    expect(attempts.allowed('a')).toBe(true);
    attempts.failed('a');
    time += 100;
  }
  expect(attempts.allowed('a')).toBe(false);
  expect(attempts.allowed('b')).toBe(true);
  time = 1001;
  expect(attempts.allowed('a')).toBe(true);
  attempts.failed('a');
  expect(attempts.allowed('a')).toBe(false);
  attempts.succeeded('a');
  expect(attempts.allowed('a')).toBe(true);
});

test('no more names are kept than memory is meant for', () => {
  const attempts = createAttempts(1, 1000, () => 0);
  attempts.failed('first');
  for (let count = 0; count < 10_000; count++) attempts.failed(`name ${count}`);
  expect(attempts.allowed('first')).toBe(true);
  expect(attempts.allowed('name 9999')).toBe(false);
});
