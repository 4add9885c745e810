import path from 'node:path';
import { expect, test } from 'vitest';
import { createCredentials } from '../../../proxy/link/credentials.ts';
import { openEnrolments } from '../../../proxy/link/enrolments.ts';
import { extensionOrigin } from '../../support/link-client.ts';
import { policyState, smallPolicy, startTestLink } from '../../support/running-link.ts';

const minute = 60_000;
const hour = 60 * minute;

test('the password opens the gateway for the person and unit of this moment', async () => {
  await using link = await startTestLink();
  const { credentials } = link.options;
  const client = await link.enrolled({ shared: true });
  const { enrolment } = client.enrolment;
  const check = () => credentials.check(client.proxyAuthorization);
  expect(check()).toEqual({ user: 'tanaka', unit: '総務企画部', enrolment });
  await client.call('switch-person', { user: 'suzuki' });
  expect(check()).toEqual({ user: 'suzuki', unit: '教育委員会', enrolment });
  const moved = smallPolicy({ users: [{ id: 'suzuki', name: '鈴木', unit: '総務企画部' }] });
  link.policy.swap(policyState(2, moved));
  expect(check()?.unit).toBe('総務企画部');
});

test('a removed enrolment has no credential from that moment', async () => {
  await using link = await startTestLink();
  const { credentials, enrolments } = link.options;
  const client = await link.enrolled();
  await enrolments.remove(client.enrolment.enrolment);
  expect(credentials.check(client.proxyAuthorization)).toBeNull();
  await expect(client.call('status', {})).rejects.toMatchObject({ code: 'token-unknown' });
  await expect(client.renew()).rejects.toMatchObject({ code: 'enrolment-unknown' });
});

test('a checked credential stands for whoever acts in its browser by now', async () => {
  await using link = await startTestLink();
  const { credentials, enrolments } = link.options;
  const client = await link.enrolled({ shared: true });
  const checked = credentials.check(client.proxyAuthorization);
  if (checked === null) throw new Error('the credential does not hold');
  link.ahead = 2 * hour;
  expect(credentials.check(client.proxyAuthorization)).toBeNull();
  expect(credentials.current(checked)).toEqual(checked);
  await enrolments.switchPerson(checked.enrolment, 'suzuki');
  expect(credentials.current(checked)).toMatchObject({ user: 'suzuki', unit: '教育委員会' });
  await enrolments.remove(checked.enrolment);
  expect(credentials.current(checked)).toBeNull();
});

test('a credential is good for an hour, and renewal leaves the old one good until its own end', async () => {
  await using link = await startTestLink();
  const { credentials } = link.options;
  const client = await link.enrolled();
  const old = client.proxyAuthorization;
  link.ahead = 50 * minute;
  const renewed = await client.renew();
  expect(credentials.check(old)).not.toBeNull();
  expect(Date.parse(renewed.expires) - Date.now() - link.ahead).toBeGreaterThan(59 * minute);
  link.ahead = hour + 1000;
  expect(credentials.check(old)).toBeNull();
  expect(credentials.check(client.proxyAuthorization)).not.toBeNull();
});

test('of many renewals the last eight are good', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const all = [client.proxyAuthorization];
  const tokens = [client.credential.token];
  for (let n = 0; n < 9; n++) {
    tokens.push((await client.renew()).token);
    all.push(client.proxyAuthorization);
  }
  const { credentials } = link.options;
  expect(all.map((each) => credentials.check(each) !== null)).toEqual([
    ...[false, false],
    ...Array(8).fill(true),
  ]);
  expect(tokens.map((each) => credentials.caller(`Bearer ${each}`) !== null)).toEqual([
    ...[false, false],
    ...Array(8).fill(true),
  ]);
});

test.each([
  ['nothing', () => undefined],
  ['another password', (name: string) => `${name}:${'A'.repeat(43)}`],
  ['no password', (name: string) => `${name}:`],
  ['another name with the password', (_: string, password: string) => `other:${password}`],
  ['the password with more behind it', (name: string, password: string) => `${name}:${password}x`],
])('the gateway gets nobody for %s', async (_, make) => {
  await using link = await startTestLink();
  const { username, password } = (await link.enrolled()).credential;
  const text = make(username, password);
  const header = text === undefined ? undefined : `Basic ${Buffer.from(text).toString('base64')}`;
  expect(link.options.credentials.check(header)).toBeNull();
});

test('a statement counts once, also when two bring it at the same time', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const authorization = await client.statement();
  const { credentials } = link.options;
  const two = await Promise.all([
    credentials.exchange(authorization, extensionOrigin),
    credentials.exchange(authorization, extensionOrigin),
  ]);
  expect(two.filter((each) => 'password' in each)).toHaveLength(1);
  link.ahead = minute;
  expect(await credentials.exchange(authorization, extensionOrigin)).toMatchObject({
    refused: 'statement-replayed',
  });
});

const statements: [string, { at?: number; ahead?: number }, string | null][] = [
  ['two minutes old', { at: -119_000, ahead: 0 }, null],
  ['two minutes early', { at: 119_000 }, null],
  ['too old', { at: -121_000 }, 'statement-stale'],
  ['too early', { at: 121_000 }, 'statement-stale'],
];
test.each(statements)('a statement that is %s', async (_, { at = 0 }, code) => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  link.ahead = hour;
  const authorization = await client.statement({ at: Date.now() + link.ahead + at });
  const answer = await link.options.credentials.exchange(authorization, undefined);
  if (code === null) expect(answer).toHaveProperty('password');
  else expect(answer).toMatchObject({ refused: code });
});

test('after a restart nothing of before is good, also no statement that was signed before', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const { enrolments, policy } = link.options;
  const used = await client.statement({ at: Date.now() - 1 });
  const again = createCredentials({ enrolments, policy });
  expect(again.check(client.proxyAuthorization)).toBeNull();
  expect(again.caller(`Bearer ${client.credential.token}`)).toBeNull();
  expect(await again.exchange(used, undefined)).toMatchObject({ refused: 'statement-stale' });
  const fresh = await client.statement({ at: Date.now() + 1 });
  expect(await again.exchange(fresh, undefined)).toHaveProperty('password');
});

test('a statement by another key, or from another extension, gets nothing', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const other = await link.client();
  const { enrolment } = client.enrolment;
  const { credentials } = link.options;
  const forged = await other.statement({ enrolment });
  expect(await credentials.exchange(forged, extensionOrigin)).toMatchObject({
    refused: 'signature-wrong',
  });
  const elsewhere = `chrome-extension://${'p'.repeat(32)}`;
  expect(await credentials.exchange(await client.statement(), elsewhere)).toMatchObject({
    refused: 'origin-foreign',
  });
});

test('a full disk does not take the credential away', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const { enrolments, policy } = link.options;
  const full = { ...enrolments, markUsed: () => Promise.reject(new Error('full')) };
  const credentials = createCredentials({ enrolments: full, policy });
  const authorization = await client.statement({ at: Date.now() + 1 });
  expect(await credentials.exchange(authorization, undefined)).toHaveProperty('password');
});

test('no secret is in the file of enrolments', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const file = path.join(link.folder, 'enrolments.json');
  const text = JSON.stringify((await openEnrolments({ file })).all());
  expect(text).not.toContain(client.credential.password);
  expect(text).not.toContain(client.credential.token);
});
