import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { EnrolmentGrant } from '../../../proxy/link/enrolment-codes.ts';
import { openEnrolments } from '../../../proxy/link/enrolments.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { extensionOrigin } from '../../support/link-client.ts';

const key = (x: string) => ({ kty: 'EC', crv: 'P-256', x, y: 'y' }) as const;
const grant = (user: string, shared = false): EnrolmentGrant => ({
  v: 1,
  user,
  unit: null,
  name: null,
  shared,
  expires: '2027-01-05T00:00:00.000Z',
});

test('enrolments outlive the process, in a file that only its owner reads', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'enrolments.json');
  const before = await openEnrolments({ file });
  const made = await before.enroll(key('a'), extensionOrigin, grant('tanaka'));
  await before.markUsed(made.id);
  const after = await openEnrolments({ file });
  expect(after.all()).toEqual(before.all());
  expect(after.get(made.id)).toMatchObject({ current: 'tanaka', origin: extensionOrigin });
  expect(after.get(made.id)?.lastUsed).not.toBeNull();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('the same key again is the same enrolment, for another person; another key is another', async () => {
  await using folder = await temporaryFolder();
  const enrolments = await openEnrolments({ file: path.join(folder.path, 'enrolments.json') });
  const first = await enrolments.enroll(key('a'), extensionOrigin, grant('tanaka', true));
  const again = await enrolments.enroll(key('a'), extensionOrigin, grant('suzuki'));
  const other = await enrolments.enroll(key('b'), extensionOrigin, grant('sato'));
  expect(again).toMatchObject({ id: first.id, current: 'suzuki', shared: false });
  expect(again.person.user).toBe('suzuki');
  expect(other.id).not.toBe(first.id);
  expect(enrolments.all()).toHaveLength(2);
});

test('changes at once are all kept, and each is told', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'enrolments.json');
  const enrolments = await openEnrolments({ file });
  const told: string[] = [];
  const end = enrolments.subscribe((id) => told.push(id));
  const all = Array.from({ length: 20 }, (_, n) =>
    enrolments.enroll(key(`k${n}`), extensionOrigin, grant(`user${n}`)),
  );
  const ids = (await Promise.all(all)).map(({ id }) => id);
  expect(told).toEqual(ids);
  expect((await openEnrolments({ file })).all().map(({ id }) => id)).toEqual(ids);
  end();
  await enrolments.remove(ids[0] ?? '');
  expect(told).toHaveLength(20);
  expect((await openEnrolments({ file })).all()).toHaveLength(19);
});

test('a switch of somebody who is gone is null', async () => {
  await using folder = await temporaryFolder();
  const enrolments = await openEnrolments({ file: path.join(folder.path, 'enrolments.json') });
  expect(await enrolments.switchPerson('nobody', 'tanaka')).toBeNull();
});

test('what cannot be written does not count, and the next change does', async () => {
  await using folder = await temporaryFolder();
  const blocked = path.join(folder.path, 'not-a-folder');
  const enrolments = await openEnrolments({ file: path.join(blocked, 'enrolments.json') });
  await writeFile(blocked, '');
  const enrol = () => enrolments.enroll(key('a'), extensionOrigin, grant('tanaka'));
  await expect(enrol()).rejects.toMatchObject({ syscall: 'mkdir' });
  expect(enrolments.all()).toEqual([]);
});

test.each([
  ['cut short', '{"v":1,"enrol'],
  ['empty', ''],
  ['of another form', '{"v":1,"enrolments":[{"id":7}]}'],
  ['of a later version', '{"v":2,"enrolments":[]}'],
])('a list that is %s is an error with its cure, and stays as it is', async (_, text) => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'enrolments.json');
  await writeFile(file, text);
  await expect(openEnrolments({ file })).rejects.toThrow(/damaged: put back a copy/);
  expect(await readFile(file, 'utf8')).toBe(text);
});
