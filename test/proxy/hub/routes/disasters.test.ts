import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { starterFile } from '../../../../proxy/hub/policy/publish-first.ts';
import { openPolicyHolder } from '../../../../proxy/terminal/policy-holder.ts';
import { type SignedBundle, signedBundleSchema } from '../../../../shared/policy/bundle.ts';
import { memoryLog, temporaryFolder } from '../../../support/audit-records.ts';
import { cityPolicy } from '../../../support/city-policy.ts';
import { contentDecision, posting } from '../../../support/content-records.ts';
import type { HubClient } from '../../../support/hub-client.ts';
import { postingPolicy } from '../../../support/posting-policy.ts';
import { joinStandInTerminal } from '../../../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';

const hour = 3_600_000;
const clock = { now: Date.now() };
const inHours = (hours: number) => new Date(clock.now + hours * hour).toISOString();

let stack: AsyncDisposableStack;
let folder: string;
let home: string;
let hub: TestHub;
/** Named for x and bluesky. */
let sato: HubClient;
beforeEach(async () => {
  clock.now = Date.now();
  stack = new AsyncDisposableStack();
  folder = stack.use(await temporaryFolder()).path;
  home = path.join(folder, 'home');
  const firstPolicyFile = path.join(folder, 'policy.yaml');
  const starter = await readFile(starterFile, 'utf8');
  const yaml = parseDocument(postingPolicy(cityPolicy(starter, { ports: [], allow: [] })));
  yaml.setIn(['posting', 0, 'disaster'], yaml.createNode({ by: ['sato'], for: 'PT72H' }));
  yaml.setIn(
    ['posting', 1, 'disaster'],
    yaml.createNode({ by: ['role:approver', 'sato'], for: 'PT6H' }),
  );
  await writeFile(firstPolicyFile, yaml.toString());
  hub = stack.use(await startHub({ home, firstPolicyFile, now: () => clock.now }));
  sato = await hub.signedIn('sato', 'staff');
});
afterEach(() => stack.disposeAsync());

const thrown = (client: HubClient, services: string[], hours: number, reason = '7月20日の大雨') =>
  client.call('throwDisaster', { services, until: inHours(hours), reason });
const audit = async (act: string) => {
  const { records } = await hub.administrator.call('records', undefined, { query: { act } });
  return records.map(({ record }) => record);
};

async function joinedToken(): Promise<string> {
  const response = await fetch(`${hub.origin}/terminal/v1/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: await hub.joinToken(), name: '端末' }),
  });
  return ((await response.json()) as { token: string }).token;
}
async function bundle(token: string): Promise<SignedBundle> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${hub.origin}/terminal/v1/bundle`, { headers });
  return signedBundleSchema.parse(await response.json());
}
const named = async (token: string) =>
  (JSON.parse((await bundle(token)).manifest).disasters ?? []).map(
    ({ services }: { services: string[] }) => services,
  );

test('who is named throws the switch; everyone hears of it, and terminals get it signed', async () => {
  const token = await joinedToken();
  expect((await sato.call('disasters')).mayThrow.map(({ id, latest }) => [id, latest])).toEqual([
    ['bluesky', inHours(72)],
    ['x', inHours(6)],
  ]);
  const { disaster } = await thrown(sato, ['x', 'bluesky'], 5);
  expect(disaster).toMatchObject({
    by: 'sato',
    reason: '7月20日の大雨',
    ended: null,
    mayEnd: true,
  });
  expect(await named(token)).toEqual([['bluesky', 'x']]);
  const staff = await hub.signedIn('other', 'staff');
  const { on, mayThrow, earlier } = await staff.call('disasters');
  expect(on).toMatchObject([{ by: null, reason: null, until: inHours(5), mayEnd: false }]);
  expect([mayThrow, earlier]).toEqual([[], []]);
  expect((await sato.call('disasters')).mayThrow).toEqual([]);
  const [record] = await audit('disaster-thrown');
  expect(record).toMatchObject({ actor: 'sato', subject: `disaster ${disaster.id}: bluesky, x` });
});

test('the switch that terminals get holds under the root key', async () => {
  const token = await joinedToken();
  await thrown(sato, ['x'], 5);
  const joined = await fetch(`${hub.origin}/terminal/v1/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: await hub.joinToken(), name: '端末二' }),
  });
  const { rootKey } = (await joined.json()) as { rootKey: never };
  const holder = await openPolicyHolder({
    file: path.join(folder, 'bundle.json'),
    highWaterFile: path.join(folder, 'mark.json'),
    rootKey,
    record: async () => {},
    log: memoryLog().log,
    now: () => clock.now,
  });
  expect(await holder.offer(await bundle(token))).toBe('applied');
  expect(holder.current()).toMatchObject({ disasters: [{ services: ['x'] }] });
});

test.each<[string, () => Promise<unknown>, number]>([
  ['an administrator who is not named', () => thrown(hub.administrator, ['x'], 1), 403],
  ['a service without rules for a disaster', () => thrown(sato, ['mastodon'], 1), 403],
  ['one such among others', () => thrown(sato, ['x', 'mastodon'], 1), 403],
  ['a service that there is not', () => thrown(sato, ['nothing'], 1), 403],
  ['longer than one of the services allows', () => thrown(sato, ['x', 'bluesky'], 7), 400],
  ['an end that is over', () => thrown(sato, ['x'], 0), 400],
  ['no reason', () => thrown(sato, ['x'], 1, '  '), 400],
])('nothing is thrown by or for %s', async (_, attempt, status) => {
  await expect(attempt()).rejects.toMatchObject({ status });
  expect((await sato.call('disasters')).on).toEqual([]);
  expect(await audit('disaster-thrown')).toEqual([]);
});

test('two throw at once: one of them does, and the other is told', async () => {
  const approver = await hub.signedIn('ap', 'approver');
  const both = await Promise.allSettled([
    thrown(sato, ['x', 'bluesky'], 1),
    thrown(approver, ['x'], 1),
  ]);
  const refused = both.filter(({ status }) => status === 'rejected');
  expect(refused).toMatchObject([{ reason: { status: 409, code: 'disaster-on' } }]);
  expect((await sato.call('disasters')).on).toHaveLength(1);
  expect(await audit('disaster-thrown')).toHaveLength(1);
});

test('it ends by hand, once; terminals hear of it', async () => {
  const token = await joinedToken();
  const { disaster } = await thrown(sato, ['x'], 1);
  const staff = await hub.signedIn('other', 'staff');
  const end = (client: HubClient) =>
    client.call('endDisaster', { word: '避難指示の解除' }, { id: disaster.id });
  await expect(end(staff)).rejects.toMatchObject({ status: 403 });
  const both = await Promise.allSettled([end(sato), end(hub.administrator)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { status: 409, code: 'disaster-over' },
  });
  expect(await named(token)).toEqual([]);
  expect((await sato.call('disasters')).earlier).toMatchObject([
    { ended: { word: '避難指示の解除' } },
  ]);
  expect(await audit('disaster-ended')).toHaveLength(1);
  expect((await thrown(sato, ['x'], 1)).disaster.ended).toBeNull();
});

test('it ends by itself at its end exactly, and can be thrown again at that moment', async () => {
  const token = await joinedToken();
  await thrown(sato, ['x'], 1);
  const end = inHours(1);
  clock.now += hour - 1;
  expect((await sato.call('disasters')).on).toHaveLength(1);
  clock.now += 1;
  const again = await thrown(sato, ['x'], 1);
  expect(again.disaster.until).toBe(inHours(1));
  const { on, earlier } = await sato.call('disasters');
  expect(on.map(({ id }) => id)).toEqual([again.disaster.id]);
  expect(earlier).toMatchObject([{ ended: { at: end, by: null } }]);
  expect(await named(token)).toEqual([['x']]);
});

test('a clock that jumps over the end and back brings none back to life', async () => {
  const token = await joinedToken();
  await thrown(sato, ['x'], 0.5);
  clock.now += 0.75 * hour;
  expect((await hub.administrator.call('disasters')).on).toEqual([]);
  clock.now -= 0.75 * hour;
  expect((await hub.administrator.call('disasters')).on).toEqual([]);
  expect(await named(token)).toEqual([]);
});

test('a hub that starts again still has it on, signed', async () => {
  const token = await joinedToken();
  await thrown(sato, ['x'], 1);
  await hub[Symbol.asyncDispose]();
  clock.now += 1000;
  hub = stack.use(await startHub({ home, now: () => clock.now }));
  expect(await named(token)).toEqual([['x']]);
});

test('what was posted meanwhile waits to be confirmed, and is counted', async () => {
  const { disaster } = await thrown(sato, ['x'], 1);
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末');
  const marked = posting({ service: 'x', reason: 'disaster-rules', disaster: disaster.id });
  const plain = posting({ service: 'bluesky' });
  await terminal.send([
    contentDecision(1, new Date(clock.now - 2000).toISOString(), { postings: [marked] }),
    contentDecision(2, new Date(clock.now - 1000).toISOString(), { postings: [plain] }),
  ]);
  const { disasterReviews, openReviews } = await hub.administrator.call('overview');
  expect([disasterReviews, openReviews]).toEqual([1, 2]);
  const query = { state: 'disaster' };
  const { postings } = await hub.administrator.call('postings', undefined, { query });
  expect(postings).toMatchObject([
    { service: 'x', disaster: disaster.id, review: { state: 'open' } },
  ]);
  expect((await hub.administrator.call('disasters')).unconfirmed).toBe(1);
  await hub.administrator.call('reviewPosting', { note: '' }, { id: postings[0]?.id ?? '' });
  expect((await hub.administrator.call('disasters')).unconfirmed).toBe(0);
  expect((await hub.administrator.call('overview')).disasterReviews).toBe(0);
});
