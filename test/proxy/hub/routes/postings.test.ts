import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { starterFile } from '../../../../proxy/hub/policy/publish-first.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { cityPolicy } from '../../../support/city-policy.ts';
import {
  acknowledgementOf,
  contentDecision,
  outcomeOf,
  posting,
  uploadSection,
} from '../../../support/content-records.ts';
import { HubCallError, type HubClient } from '../../../support/hub-client.ts';
import { postingPolicy } from '../../../support/posting-policy.ts';
import { joinStandInTerminal } from '../../../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';

const day = 24 * 3_600_000;
const time = (back: number) => new Date(Date.now() - back).toISOString();
const sent = contentDecision(1, time(3 * day), { postings: [posting()], upload: uploadSection() });
const onX = contentDecision(2, time(3 * day - 1000), {
  action: 'warn',
  reason: 'upload-rule',
  postings: [posting({ service: 'x', account: '@yokote_city' }), posting({ service: 'x' })],
});
const stopped = contentDecision(3, time(day), {
  action: 'block',
  reason: 'no-posting-rules',
  handling: 'refuse',
  postings: [posting({ service: 'tiktok', action: 'block', reason: 'no-posting-rules' })],
});

const stack = new AsyncDisposableStack();
let hub: TestHub;
let auditor: HubClient;
/** Responsible for bluesky by the account’s own id. */
let sns: HubClient;
/** Deputy for x by the account’s user. */
let deputy: HubClient;
let stranger: HubClient;
beforeAll(async () => {
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const starter = await readFile(starterFile, 'utf8');
  await writeFile(firstPolicyFile, postingPolicy(cityPolicy(starter, { ports: [], allow: [] })));
  hub = stack.use(await startHub({ firstPolicyFile }));
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末');
  await terminal.send([
    sent,
    outcomeOf(sent, { postings: [{ taken: true, address: 'https://bsky.app/1' }] }),
    acknowledgementOf(onX, '広報の承認済み'),
    onX,
    stopped,
  ]);
  auditor = await hub.signedIn('aud', 'auditor');
  sns = await hub.signedIn('sns', 'sns-manager');
  deputy = await hub.signedIn('deputy', 'sns-manager', 'suzuki');
  stranger = await hub.signedIn('stranger', 'sns-manager');
});
afterAll(() => stack.disposeAsync());

const servicesSeen = async (client: HubClient, query = {}) => {
  const { postings } = await client.call('postings', undefined, { query });
  return postings.map(({ service }) => service);
};
const idOf = async (service: string) => {
  const { postings } = await hub.administrator.call('postings', undefined, { query: { service } });
  return postings[0]?.id ?? '';
};

test('everybody sees what is theirs, also when asking for another service', async () => {
  const all = ['tiktok', 'x', 'x', 'bluesky'];
  expect(await servicesSeen(hub.administrator)).toEqual(all);
  expect(await servicesSeen(auditor)).toEqual(all);
  expect(await servicesSeen(sns)).toEqual(['bluesky']);
  expect(await servicesSeen(deputy)).toEqual(['x', 'x']);
  expect(await servicesSeen(stranger)).toEqual([]);
  expect(await servicesSeen(sns, { service: 'x' })).toEqual([]);
});

test('the services that can be asked for are named', async () => {
  expect((await sns.call('postings')).services).toEqual([{ id: 'bluesky', title: 'ブルースカイ' }]);
  const { services } = await auditor.call('postings');
  expect(services.map(({ id }) => id)).toEqual(['bluesky', 'x', 'mastodon', 'tiktok']);
});

test('a row says when, who, what, what became of it, and by when it is looked at', async () => {
  const { postings } = await sns.call('postings');
  expect(postings[0]).toMatchObject({
    decision: sent.id,
    who: { user: 'tanaka', name: '田中', unit: '総務企画部' },
    text: '明日は雪まつりです',
    fate: 'sent',
    outcome: { taken: true, address: 'https://bsky.app/1' },
    review: { state: 'open', due: new Date(Date.parse(sent.at) + 7 * day).toISOString() },
  });
  const x = await deputy.call('postings', undefined, { query: { state: 'overdue' } });
  expect(x.postings.map(({ review }) => review.state)).toEqual(['overdue', 'overdue']);
});

test('one posting is opened by those who see it, and by nobody else', async () => {
  const id = await idOf('bluesky');
  const opened = await sns.call('posting', undefined, { id });
  expect(opened).toMatchObject({ upload: uploadSection(), mayReview: true, acknowledged: null });
  expect((await auditor.call('posting', undefined, { id })).mayReview).toBe(false);
  for (const client of [deputy, stranger]) {
    await expect(client.call('posting', undefined, { id })).rejects.toMatchObject({ status: 404 });
  }
  const warned = await deputy.call('posting', undefined, { id: await idOf('x') });
  expect(warned.acknowledged?.reason).toBe('広報の承認済み');
});

test('two review the same posting: the second is told who was first; both stand in the log', async () => {
  const id = await idOf('bluesky');
  const review = (client: HubClient, note: string) =>
    client.call('reviewPosting', { note }, { id }).catch((error: HubCallError) => error);
  const both = await Promise.all([review(sns, '問題なし'), review(hub.administrator, '')]);
  const refused = both.flatMap((each) => (each instanceof HubCallError ? [each] : []));
  const [first] = both.flatMap((each) => (each instanceof HubCallError ? [] : [each.review]));
  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatchObject({ status: 409, code: 'already-reviewed' });
  expect(refused[0]?.body.reviewed).toEqual(first);
  expect(first?.state).toBe('reviewed');
  const query = { act: 'posting-reviewed' };
  const { records } = await hub.administrator.call('records', undefined, { query });
  expect(records).toHaveLength(1);
  const [by, decision, subject] = [first?.by, sent.id, 'bluesky post'];
  expect(records[0]?.record).toMatchObject({ actor: by, decision, subject });
});

test.each<[string, () => HubClient, string, number]>([
  ['an auditor', () => auditor, 'x', 403],
  ['the SNS manager of another service', () => sns, 'x', 404],
  ['an administrator, of what was stopped', () => hub.administrator, 'tiktok', 409],
])('%s reviews nothing', async (_, client, service, status) => {
  const review = client().call('reviewPosting', { note: '' }, { id: await idOf(service) });
  await expect(review).rejects.toMatchObject({ status });
});

test('a note passes the mask before it is kept anywhere', async () => {
  const number = ['1234', '5678', '9018'].join('');
  const id = await idOf('x');
  const { review } = await deputy.call('reviewPosting', { note: `番号 ${number}` }, { id });
  expect(review.note).toMatch(/^番号 /);
  const opened = await deputy.call('posting', undefined, { id });
  const { records } = await hub.administrator.call('records', undefined, {
    query: { user: 'deputy' },
  });
  expect(JSON.stringify([review, opened, records])).not.toContain(number);
});

test('the days are counted for what is one’s own', async () => {
  const sums = async (client: HubClient, query = {}) => {
    const { days } = await client.call('postingDays', undefined, { query });
    expect(days).toHaveLength(30);
    return ['sent', 'warned', 'stopped'].map((fate) =>
      days.reduce((all, each) => all + each[fate as 'sent'], 0),
    );
  };
  expect(await sums(auditor)).toEqual([3, 0, 1]);
  expect(await sums(sns)).toEqual([1, 0, 0]);
  expect(await sums(sns, { service: 'x' })).toEqual([0, 0, 0]);
  expect(await sums(deputy, { service: 'x' })).toEqual([2, 0, 0]);
  const query = { since: '2026-02-01', until: '2026-01-01' };
  const wrong = auditor.call('postingDays', undefined, { query });
  await expect(wrong).rejects.toMatchObject({ status: 400 });
});

test('an export holds one’s own, and is recorded with its filter', async () => {
  const answer = await sns.raw('GET', '/api/postings/export?format=json&state=sent');
  expect(((await answer.json()) as unknown[]).length).toBe(1);
  expect(answer.headers.get('content-disposition')).toMatch(/sekisho-postings-[\d-]+\.json"$/);
  const csv = await auditor.raw('GET', '/api/postings/export?format=csv');
  expect((await csv.text()).trimEnd().split('\r\n')).toHaveLength(5);
  const query = { act: 'audit-exported' };
  const { records } = await hub.administrator.call('records', undefined, { query });
  expect(records.map(({ record }) => record.type === 'change' && record.detail)).toEqual([
    'postings csv all',
    'postings json state=sent',
  ]);
});

test('the overview counts what waits', async () => {
  const { openReviews, overdueReviews } = await hub.administrator.call('overview');
  expect([openReviews, overdueReviews]).toEqual([1, 1]);
});
