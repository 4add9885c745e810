import { randomBytes } from 'node:crypto';
import { chown, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  type EnrolmentGrant,
  redeemCode,
  sweepCodes,
  writeCode,
} from '../../../proxy/link/enrolment-codes.ts';
import { oneTimeCode } from '../../../proxy/link/one-time-code.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

const now = Date.parse('2027-01-05T00:00:00.000Z');
const grant: EnrolmentGrant = {
  v: 1,
  user: 'tanaka',
  unit: null,
  name: null,
  shared: false,
  expires: '2027-01-05T01:00:00.000Z',
};
const same = async (each: EnrolmentGrant) => each;

test('a code is redeemed once, and leaves nothing behind', async () => {
  await using folder = await temporaryFolder();
  const code = oneTimeCode(randomBytes(20));
  await writeCode(folder.path, code, grant);
  expect(await redeemCode(folder.path, code.toLowerCase(), now, same)).toEqual(grant);
  expect(await redeemCode(folder.path, code, now, same)).toBeNull();
  expect(await readdir(folder.path)).toEqual([]);
});

test('of twenty at once one has it', async () => {
  await using folder = await temporaryFolder();
  const code = oneTimeCode(randomBytes(20));
  await writeCode(folder.path, code, grant);
  const all = Array.from({ length: 20 }, () => redeemCode(folder.path, code, now, same));
  const got = (await Promise.all(all)).filter((each) => each !== null);
  expect(got).toEqual([grant]);
});

test('the code itself is nowhere on disk, and only its owner reads the file', async () => {
  await using folder = await temporaryFolder();
  const code = oneTimeCode(randomBytes(20));
  await writeCode(folder.path, code, grant);
  const [name = ''] = await readdir(folder.path);
  const file = path.join(folder.path, name);
  expect(name + (await readFile(file, 'utf8'))).not.toContain(code.slice(0, 5));
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test.each([
  ['no code at all', 'nonsense'],
  ['a code that was never made', '0'.repeat(20)],
])('%s is null', async (_, typed) => {
  await using folder = await temporaryFolder();
  expect(await redeemCode(folder.path, typed, now, same)).toBeNull();
});

test('an expired code is null, and gone', async () => {
  await using folder = await temporaryFolder();
  const code = oneTimeCode(randomBytes(20));
  await writeCode(folder.path, code, grant);
  expect(await redeemCode(folder.path, code, Date.parse(grant.expires), same)).toBeNull();
  expect(await readdir(folder.path)).toEqual([]);
});

test('a damaged code is null', async () => {
  await using folder = await temporaryFolder();
  const code = oneTimeCode(randomBytes(20));
  await writeCode(folder.path, code, grant);
  const [name = ''] = await readdir(folder.path);
  await writeFile(path.join(folder.path, name), '{"v":1');
  expect(await redeemCode(folder.path, code, now, same)).toBeNull();
});

test('a code whose use fails is good again', async () => {
  await using folder = await temporaryFolder();
  const code = oneTimeCode(randomBytes(20));
  await writeCode(folder.path, code, grant);
  const full = () => Promise.reject(new Error('full'));
  await expect(redeemCode(folder.path, code, now, full)).rejects.toThrow('full');
  expect(await redeemCode(folder.path, code, now, same)).toEqual(grant);
});

test('sweeping takes what is expired and leaves the rest, and other files', async () => {
  await using folder = await temporaryFolder();
  const later = oneTimeCode(randomBytes(20));
  await writeCode(folder.path, oneTimeCode(randomBytes(20)), grant);
  await writeCode(folder.path, later, { ...grant, expires: '2027-01-06T00:00:00.000Z' });
  await writeFile(path.join(folder.path, 'note.txt'), '');
  await sweepCodes(folder.path, Date.parse('2027-01-05T12:00:00.000Z'));
  expect(await readdir(folder.path)).toHaveLength(2);
  expect(await redeemCode(folder.path, later, now, same)).not.toBeNull();
});

test('sweeping a folder that is not there does nothing', async () => {
  await using folder = await temporaryFolder();
  await sweepCodes(path.join(folder.path, 'none'), now);
});

test.skipIf(process.getuid?.() !== 0)(
  'what root writes belongs to the account of the proxy',
  async () => {
    await using folder = await temporaryFolder();
    await chown(folder.path, 4321, 4321);
    const codes = path.join(folder.path, 'codes');
    await writeCode(codes, oneTimeCode(randomBytes(20)), grant);
    const [name = ''] = await readdir(codes);
    for (const each of [codes, path.join(codes, name)]) expect((await stat(each)).uid).toBe(4321);
  },
);
