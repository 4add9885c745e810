import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { starterFile } from '../../../../proxy/hub/policy/publish-first.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { cityPolicy } from '../../../support/city-policy.ts';
import { contentDecision, outcomeOf, posting } from '../../../support/content-records.ts';
import { HubCallError, type HubClient } from '../../../support/hub-client.ts';
import { postingPolicy } from '../../../support/posting-policy.ts';
import { joinStandInTerminal } from '../../../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';

const day = 24 * 3_600_000;
/** Noon in Japan: no day turns while the tests run. */
const now = Date.parse('2027-01-15T03:00:00Z');
const time = (back: number) => new Date(now - back).toISOString();
const japanDay = (ahead: number) => new Date(now + ahead * day).toISOString().slice(0, 10);
const old = contentDecision(1, time(9 * day), { postings: [posting()] });
const recent = contentDecision(2, time(day), { postings: [posting({ text: '二つ目' })] });
const onX = contentDecision(3, time(day), { postings: [posting({ service: 'x' })] });

const stack = new AsyncDisposableStack();
let hub: TestHub;
let auditor: HubClient;
/** Responsible for bluesky. */
let sns: HubClient;
let send: Awaited<ReturnType<typeof joinStandInTerminal>>['send'];
beforeAll(async () => {
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const starter = await readFile(starterFile, 'utf8');
  await writeFile(firstPolicyFile, postingPolicy(cityPolicy(starter, { ports: [], allow: [] })));
  hub = stack.use(await startHub({ firstPolicyFile, now: () => now }));
  ({ send } = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末'));
  const named = (post: string) => ({ postings: [{ taken: true, address: null, post }] });
  await send([old, outcomeOf(old, named('a1')), recent, outcomeOf(recent, named('a2')), onX]);
  auditor = await hub.signedIn('aud', 'auditor');
  sns = await hub.signedIn('sns', 'sns-manager');
});
afterAll(() => stack.disposeAsync());

const idOf = async (decision: string) => {
  const { postings } = await hub.administrator.call('postings');
  return postings.find((each) => each.decision === decision)?.id ?? '';
};
const opened = async (decision: string, client = sns) =>
  client.call('posting', undefined, { id: await idOf(decision) });
const recorded = async (act: string) => {
  const { records } = await hub.administrator.call('records', undefined, { query: { act } });
  return records.map(({ record }) => record);
};

test('the queue holds one’s own, the first due first, and says what is overdue', async () => {
  const queue = await sns.call('reviewQueue');
  expect(queue.waiting.map(({ id, state }) => [id, state])).toEqual([
    [await idOf(old.id), 'overdue'],
    [await idOf(recent.id), 'open'],
  ]);
  expect(queue).toMatchObject({ open: 2, overdue: 1, corrections: { open: 0, overdue: 0 } });
  expect((await hub.administrator.call('reviewQueue')).open).toBe(3);
  await expect(auditor.call('reviewQueue')).rejects.toMatchObject({ status: 403 });
});

test('of two orders at once one stands, in the posting, the filter and the audit log', async () => {
  const id = await idOf(old.id);
  const order = (client: HubClient) =>
    client
      .call('orderCorrection', { reason: '日付の誤り', due: japanDay(3) }, { id })
      .catch((error: HubCallError) => error);
  const both = await Promise.all([order(sns), order(hub.administrator)]);
  const refused = both.flatMap((each) => (each instanceof HubCallError ? [each] : []));
  expect(refused).toEqual([expect.objectContaining({ status: 409, code: 'correction-open' })]);
  expect((await opened(old.id)).corrections).toMatchObject([
    { reason: '日付の誤り', due: japanDay(3), state: 'open', done: null },
  ]);
  const query = { state: 'correction' as const };
  const { postings } = await sns.call('postings', undefined, { query });
  expect(postings.map((each) => [each.id, each.correction])).toEqual([[id, 'open']]);
  const records = await recorded('correction-ordered');
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({
    decision: old.id,
    subject: 'bluesky post',
    detail: expect.stringMatching(/^期限 \d+月\d+日 日付の誤り$/),
  });
});

test('an edit of the post ends the order, and both show the thread', async () => {
  const edit = contentDecision(4, time(-1000), {
    postings: [posting({ act: 'edit', about: 'a1', text: '直したもの' })],
  });
  await send([edit]);
  const after = await opened(old.id);
  expect(after.corrections).toMatchObject([{ state: 'done', changed: true }]);
  expect(after).toMatchObject({ editedAt: edit.at, deletedAt: null, correction: 'done' });
  expect(after.thread.map(({ act, text }) => [act, text])).toEqual([
    ['post', '明日は雪まつりです'],
    ['edit', '直したもの'],
  ]);
  expect((await opened(edit.id)).thread.map(({ id }) => id)).toEqual(
    after.thread.map(({ id }) => id),
  );
});

test('by hand an order ends once, with a word', async () => {
  const id = await idOf(recent.id);
  const { corrections } = await sns.call(
    'orderCorrection',
    { reason: '会場が違う', due: japanDay(0) },
    { id },
  );
  const body = { number: corrections[0]?.number ?? 0, word: '窓口で掲示した' };
  const ended = await sns.call('endCorrection', body, { id });
  expect(ended.corrections).toMatchObject([
    { state: 'done', changed: false, done: { by: 'sns', word: '窓口で掲示した' } },
  ]);
  await expect(hub.administrator.call('endCorrection', body, { id })).rejects.toMatchObject({
    code: 'correction-ended',
  });
  expect(await recorded('correction-done')).toHaveLength(1);
});

test.each<[string, () => HubClient, string, number]>([
  ['an auditor', () => auditor, old.id, 403],
  ['the SNS manager of another service', () => sns, onX.id, 404],
])('%s says nothing of it', async (_, client, decision, status) => {
  const id = await idOf(decision);
  const calls = [
    client().call('orderCorrection', { reason: 'a', due: japanDay(1) }, { id }),
    client().call('endCorrection', { number: 1, word: 'a' }, { id }),
    client().call('commentPosting', { text: 'a' }, { id }),
  ];
  for (const call of calls) await expect(call).rejects.toMatchObject({ status });
});

test.each([-1, 400])('a due day %i days from now is told at its field', async (ahead) => {
  const call = sns.call(
    'orderCorrection',
    { reason: 'a', due: japanDay(ahead) },
    { id: await idOf(old.id) },
  );
  await expect(call).rejects.toMatchObject({ status: 400, code: 'invalid' });
});

test('what is typed passes the mask before it is kept anywhere', async () => {
  const number = ['1234', '5678', '9018'].join('');
  const id = await idOf(recent.id);
  await sns.call('commentPosting', { text: `番号 ${number}` }, { id });
  const order = { reason: `理由 ${number}`, due: japanDay(1) };
  const { corrections } = await sns.call('orderCorrection', order, { id });
  const end = { number: corrections.at(-1)?.number ?? 0, word: `言葉 ${number}` };
  await sns.call('endCorrection', end, { id });
  const after = await opened(recent.id);
  expect(after.comments).toMatchObject([{ by: 'sns', text: expect.stringMatching(/^番号 /) }]);
  const { records } = await hub.administrator.call('records', undefined, {
    query: { user: 'sns' },
  });
  expect(records.length).toBeGreaterThan(3);
  expect(JSON.stringify([after, records])).not.toContain(number);
});
