import { expect, test } from 'vitest';
import {
  checkPassword,
  hashPassword,
  passwordProblem,
} from '../../../../proxy/hub/accounts/password.ts';

const password = ['correct', 'horse', 'battery'].join(' ');

test('a hash is argon2id with OWASP’s cost, salted, and fits its password alone', async () => {
  const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(other);
  expect(await checkPassword(password, one)).toBe(true);
  expect(await checkPassword(`${password} `, one)).toBe(false);
  expect(await checkPassword(password, null)).toBe(false);
  expect(await checkPassword(password, 'not a hash')).toBe(false);
});

test('full-width and composed letters are the same password', async () => {
  const stored = await hashPassword('ｐａｓｓｗｏｒｄ　がぎぐ');
  expect(await checkPassword('password がぎぐ', stored)).toBe(true);
});

test('an account that does not exist takes as much work', async () => {
  const stored = await hashPassword(password);
  // The work is done on threads of Node's, so it is the whole process that is looked at.
  const worked = async (of: string | null) => {
    const before = process.cpuUsage();
    for (let count = 0; count < 5; count++) await checkPassword('wrong', of);
    return process.cpuUsage(before).user;
  };
  await worked(null);
  const [known, unknown] = [await worked(stored), await worked(null)];
  expect(unknown / known).toBeGreaterThan(0.1);
  expect(unknown / known).toBeLessThan(10);
});

const rows: [string, string, boolean][] = [
  ['a sentence', password, true],
  ['the id twice', 'satosatosato', false],
  ['the id and a little', 'sato-12345678', false],
  ['the id in a long sentence', 'sato is not the whole of it', true],
  ['one letter', 'aaaaaaaaaaaaaaaa', false],
  ['a run of the keyboard', 'Qwertyuiop123', false],
  ['digits in full width', '１２３４５６７８９０１２', false],
  ['a common one with hyphens', 'pass-word-12345', false],
];
test.each(rows)('as a new password: %s', (_, text, good) => {
  expect(passwordProblem(text, 'sato') === null).toBe(good);
});
