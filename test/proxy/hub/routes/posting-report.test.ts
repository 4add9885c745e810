import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { starterFile } from '../../../../proxy/hub/policy/publish-first.ts';
import { currentMonth, monthBefore, monthOf } from '../../../../proxy/hub/postings/report-month.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { cityPolicy } from '../../../support/city-policy.ts';
import { contentDecision, outcomeOf, posting } from '../../../support/content-records.ts';
import { HubCallError, type HubClient } from '../../../support/hub-client.ts';
import { postingPolicy } from '../../../support/posting-policy.ts';
import { joinStandInTerminal } from '../../../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';

/** No month turns while the tests run. */
const time = Date.parse('2027-01-15T03:00:00Z');
const now = currentMonth(time);
const before = monthOf(monthBefore(now));
const at = (ms: number) => new Date(before.begin + ms).toISOString();
const hour = 3_600_000;
const onBluesky = contentDecision(1, at(hour), { postings: [posting()] });
const onX = contentDecision(2, at(2 * hour), {
  postings: [posting({ service: 'x', account: '@yokote_city' })],
});
/** The last moment of the month, and the first of the next. */
const last = contentDecision(3, new Date(before.end - 1).toISOString(), { postings: [posting()] });
const next = contentDecision(4, new Date(before.end).toISOString(), { postings: [posting()] });

const stack = new AsyncDisposableStack();
let hub: TestHub;
let sns: HubClient;
let stranger: HubClient;
beforeAll(async () => {
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const starter = await readFile(starterFile, 'utf8');
  await writeFile(firstPolicyFile, postingPolicy(cityPolicy(starter, { ports: [], allow: [] })));
  hub = stack.use(await startHub({ firstPolicyFile, now: () => time }));
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末');
  await terminal.send([
    onBluesky,
    outcomeOf(onBluesky, { postings: [{ taken: true, address: 'https://bsky.app/1' }] }),
    onX,
    last,
    next,
  ]);
  sns = await hub.signedIn('sns', 'sns-manager');
  stranger = await hub.signedIn('stranger', 'sns-manager');
});
afterAll(() => stack.disposeAsync());

const reportOf = (client: HubClient, query = {}) =>
  client.call('postingReport', undefined, { query });

test('the month before, all of it and no more, for all services', async () => {
  const { month, isRunning, services } = await reportOf(hub.administrator);
  expect({ month, isRunning }).toEqual({ month: before.name, isRunning: false });
  expect(services.map(({ service, published }) => [service, published])).toEqual([
    ['bluesky', 2],
    ['x', 1],
    ['mastodon', 0],
  ]);
  expect(services[2]?.silentAccounts).toEqual([{ account: '@yokote', last: null }]);
  expect(services[0]?.silentAccounts).toEqual([]);
});

test('an SNS manager gets the own services, whatever is asked for', async () => {
  const own = await reportOf(sns);
  expect(own.services.map(({ service }) => service)).toEqual(['bluesky']);
  expect((await reportOf(sns, { service: 'x' })).services).toEqual([]);
  expect((await reportOf(stranger)).services).toEqual([]);
});

test('a month that runs says so; what is no month is refused', async () => {
  const { isRunning, services } = await reportOf(sns, { month: now });
  expect(isRunning).toBe(true);
  expect(services[0]?.published).toBe(1);
  await expect(reportOf(sns, { month: '2026-13' })).rejects.toThrow(HubCallError);
});

test('the download is recorded, and holds the own services alone', async () => {
  const answer = await sns.raw('GET', `/api/postings/report/export?month=${before.name}`);
  expect(answer.headers.get('content-disposition')).toContain(`sekisho-report-${before.name}.csv`);
  const csv = await answer.text();
  expect(csv).toContain(`${before.name},bluesky,ブルースカイ,件数,公開,2`);
  expect(csv).not.toContain(',x,');
  const { records } = await hub.administrator.call('records', undefined, {
    query: { act: 'audit-exported' },
  });
  expect(records.map(({ record }) => record)).toContainEqual(
    expect.objectContaining({ actor: 'sns', detail: `posting-report month=${before.name}` }),
  );
});
