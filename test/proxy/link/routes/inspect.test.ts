import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { notInspected } from '../../../../proxy/inspection/inspect-content.ts';
import type { DecisionRecord } from '../../../../shared/audit/record.ts';
import { inspectAt, sendPiece, uploadPage } from '../../../support/inspect-call.ts';
import {
  copyHere,
  memoryRecords,
  policyState,
  smallPolicy,
  startTestLink,
} from '../../../support/running-link.ts';
import { until } from '../../../support/until.ts';

const uploads = {
  levelOf: { 'individual-number': '3A', 'mark:部外秘': '2' },
  rules: [
    { level: ['3A'], to: 'any', action: 'block', clause: '7-2' },
    { level: ['2'], to: 'any', action: 'warn', clause: '8-3' },
    { inspected: false, types: ['png'], to: 'any', action: 'warn' },
    { inspected: false, to: 'any', action: 'block', clause: '7-2' },
  ],
  default: 'allow',
};
const number = ['1234', '5678', '9018'].join('');
const numbered = `氏名,個人番号\n横手太郎,${number}\n`;
const marked = '部外秘\n\n来年度の予算の案です。\n';
const place = { host: 'upload.example', port: 443 };

async function world(changes: object = { uploads }) {
  const link = await startTestLink();
  link.policy.swap(policyState(2, smallPolicy(changes)));
  const decisions = () =>
    link.audit.records.filter((each): each is DecisionRecord => each.type === 'decision');
  return { link, client: await link.enrolled(), decisions };
}

describe('a file', () => {
  test('of which nothing is said goes, and leaves no line', async () => {
    const { link, client, decisions } = await world();
    await using _ = link;
    const decision = await inspectAt(client, 'お知らせ');
    expect(decision).toMatchObject({ action: 'allow', reason: 'upload-default' });
    expect(decisions()).toEqual([]);
    expect(link.options.recent.latest('tanaka', 9)).toEqual([]);
  });

  test('goes to no page whose host nobody reads, whatever it holds', async () => {
    const except = [{ match: 'upload.example', reason: '利用者証明' }];
    const { link, client, decisions } = await world({
      uploads,
      intercept: { default: true, except },
    });
    await using _ = link;
    expect(await inspectAt(client, 'お知らせ')).toMatchObject({
      action: 'block',
      reason: 'unread-upload',
      rule: 'intercept.except/upload.example',
    });
    expect(decisions()).toHaveLength(1);
  });

  test('with an Individual Number is stopped, and its line holds no digit of it', async () => {
    const { link, client, decisions } = await world();
    await using _ = link;
    const decision = await inspectAt(client, numbered, { name: `${number}.csv` });
    expect(decision).toMatchObject({
      action: 'block',
      reason: 'upload-rule',
      rule: 'uploads.rules[0]',
      clause: '7-2',
      host: 'upload.example',
      source: 'extension',
      upload: { level: '3A', inspected: true, count: 1 },
    });
    expect(decisions()).toMatchObject([
      {
        id: decision.id,
        source: 'extension',
        act: 'upload',
        who: { user: 'tanaka', unit: '総務企画部' },
        destination: { ...place, scheme: 'https', path: '/form' },
        method: null,
        handling: null,
        revision: 2,
      },
    ]);
    expect(JSON.stringify([decisions(), decision])).not.toContain(number);
    expect(link.options.recent.byId('tanaka', decision.id)).not.toBeNull();
  });

  test('comes in pieces, and is known again by its digest', async () => {
    const { link, client } = await world();
    await using _ = link;
    const bytes = new TextEncoder().encode(marked);
    const piece = { upload: crypto.randomUUID(), total: bytes.length };
    const first = await sendPiece(client, bytes.subarray(0, 9), piece);
    expect(JSON.parse(first.text)).toEqual({ state: 'receiving', received: 9 });
    const last = await sendPiece(client, bytes.subarray(9), { ...piece, offset: 9 });
    const digest = createHmac('sha256', Uint8Array.of(2)).update(bytes).digest('hex').slice(0, 32);
    expect(JSON.parse(last.text)).toMatchObject({
      state: 'decided',
      decision: { action: 'warn', held: [digest], upload: { items: [{ digest }] } },
    });
  });

  test('that is too large is judged without its bytes', async () => {
    const { link, client } = await world();
    await using _ = link;
    const decision = await inspectAt(client, '', { total: 300 * 1024 * 1024 });
    expect(decision).toMatchObject({
      action: 'block',
      reason: 'could-not-inspect',
      upload: { inspected: false, items: [{ why: 'too-large', bytes: 300 * 1024 * 1024 }] },
    });
  });

  test('that is too large is never a warning: nobody could acknowledge it', async () => {
    const rules = [{ inspected: false, to: 'any', action: 'warn' }];
    const { link, client } = await world({ uploads: { ...uploads, rules } });
    await using _ = link;
    const decision = await inspectAt(client, '', { total: 300 * 1024 * 1024 });
    expect(decision.action).toBe('block');
  });

  test('that could not be inspected falls under the row for that', async () => {
    const link = await startTestLink({
      pool: {
        makeCopy: copyHere,
        inspect: async () => ({ ...notInspected('encrypted'), type: 'xlsx' }),
      },
    });
    await using _ = link;
    link.policy.swap(policyState(2, smallPolicy({ uploads })));
    const decision = await inspectAt(await link.enrolled(), 'x');
    expect(decision).toMatchObject({
      action: 'block',
      reason: 'could-not-inspect',
      upload: { items: [{ why: 'encrypted', inspected: false }] },
    });
  });
});

describe('the text of a form', () => {
  test('is looked at as its fields say it', async () => {
    const { link, client } = await world();
    await using _ = link;
    const text = new URLSearchParams({ 個人番号: number, 備考: '' }).toString();
    const decision = await inspectAt(client, text, { kind: 'text', name: '' });
    expect(decision).toMatchObject({
      action: 'block',
      upload: { items: [{ kind: 'text', name: null, level: '3A' }] },
    });
  });
});

describe('a warning', () => {
  test('has no line until it is taken, and then the one who takes it writes it', async () => {
    const { link, client, decisions } = await world();
    await using _ = link;
    const { id, held = [] } = await inspectAt(client, marked);
    expect(decisions()).toEqual([]);
    const { until: good } = await client.call('acknowledge', { decision: id, reason: '委託先へ' });
    expect(Date.parse(good)).toBeGreaterThan(Date.now() + 590_000);
    expect(link.audit.changes('warning-acknowledged')).toMatchObject([
      { decision: id, subject: 'upload.example:443', detail: '委託先へ' },
    ]);
    // Content was acknowledged, not the destination.
    expect(link.options.acknowledgements.covers('tanaka', place)).toBe(false);
    expect(link.options.held.take('tanaka', [place], held)).toEqual({ decision: id });
    expect(link.options.held.take('tanaka', [place], held)).toBeNull();
    expect(decisions()).toEqual([]);
  });

  test('that the person keeps back has its line, once', async () => {
    const { link, client, decisions } = await world();
    await using _ = link;
    const { id } = await inspectAt(client, marked);
    await client.call('withdraw', { decision: id });
    expect(decisions()).toMatchObject([{ id, action: 'warn', act: 'upload', handling: null }]);
    await expect(client.call('withdraw', { decision: id })).rejects.toMatchObject({ status: 404 });
    expect(decisions()).toHaveLength(1);
  });
});

test('where the policy only observes, everything goes, and leaves no line', async () => {
  const { link, client, decisions } = await world({ uploads, mode: 'observe' });
  await using _ = link;
  expect(await inspectAt(client, numbered)).toMatchObject({ action: 'allow', would: 'block' });
  expect(decisions()).toEqual([]);
});

test('a policy that does not speak of uploads lets them go', async () => {
  const { link, client } = await world({});
  await using _ = link;
  expect(await inspectAt(client, numbered)).toMatchObject({ action: 'allow' });
});

test.each<[string, Parameters<typeof policyState>[1] | null, string, string]>([
  ['without a policy', null, uploadPage, 'no-policy'],
  ['for a page that is none', smallPolicy({ uploads }), 'about:blank', 'malformed'],
])('%s everything is stopped', async (_name, policy, page, reason) => {
  await using link = await startTestLink();
  link.policy.swap(policy === null ? { state: 'none' } : policyState(2, policy));
  const decision = await inspectAt(await link.enrolled(), 'お知らせ', { page });
  expect(decision).toMatchObject({ action: 'block', reason });
  expect(link.audit.records.filter((each) => each.type === 'decision')).toHaveLength(1);
});

test('past its expiry everything is stopped', async () => {
  const { link, client } = await world();
  await using _ = link;
  const fresh = policyState(3, smallPolicy({ uploads }));
  if (fresh.state === 'none') throw new Error('no policy');
  link.policy.swap({ ...fresh, state: 'expired' });
  expect(await inspectAt(client, 'お知らせ')).toMatchObject({
    action: 'block',
    reason: 'policy-expired',
  });
});

describe('is refused, and nothing is decided:', () => {
  test.each<[string, Record<string, string | undefined>, number]>([
    ['JSON', { 'content-type': 'application/json' }, 415],
    ['a call without a token', { authorization: undefined }, 401],
    ['a call with a wrong token', { authorization: 'Bearer x' }, 401],
    ['a page', { origin: 'https://upload.example' }, 403],
    ['another extension', { origin: `chrome-extension://${'b'.repeat(32)}` }, 403],
    ['a foreign host', { host: 'upload.example' }, 421],
    ['a piece that says nothing of itself', { 'sekisho-upload': undefined }, 400],
  ])('%s', async (_name, headers, status) => {
    const { link, client, decisions } = await world();
    await using _ = link;
    const answer = await sendPiece(client, new TextEncoder().encode(numbered), {}, headers);
    expect(answer.status).toBe(status);
    expect(decisions()).toEqual([]);
  });

  test('a piece larger than 4 MB', async () => {
    const { link, client } = await world();
    await using _ = link;
    const { status } = await sendPiece(client, new Uint8Array(4 * 1024 * 1024 + 1));
    expect(status).toBe(413);
  });

  test('what cannot be recorded does not go', async () => {
    const audit = memoryRecords();
    const link = await startTestLink({ audit });
    await using _ = link;
    link.policy.swap(policyState(2, smallPolicy({ uploads })));
    const client = await link.enrolled();
    audit.fail(Object.assign(new Error('disk'), { syscall: 'write' }));
    const { status } = await sendPiece(client, new TextEncoder().encode(numbered));
    expect(status).toBe(503);
  });
});

test('whoever goes away meanwhile decides nothing', async () => {
  let asked: AbortSignal | undefined;
  const link = await startTestLink({
    pool: {
      makeCopy: copyHere,
      async inspect({ signal }) {
        asked = signal;
        await until(() => signal?.aborted);
        return notInspected('crashed');
      },
    },
  });
  await using _ = link;
  link.policy.swap(policyState(2, smallPolicy({ uploads })));
  const client = await link.enrolled();
  const gone = new AbortController();
  const piece = { upload: crypto.randomUUID(), kind: 'file', name: 'a', page: uploadPage };
  const call = fetch(`http://127.0.0.1:${link.port}/v1/inspect`, {
    method: 'POST',
    signal: gone.signal,
    headers: {
      authorization: `Bearer ${client.credential.token}`,
      'content-type': 'application/octet-stream',
      'sekisho-upload': Buffer.from(JSON.stringify({ ...piece, offset: 0, total: 1 })).toString(
        'base64url',
      ),
    },
    body: 'x',
  }).catch(() => null);
  await until(() => asked);
  gone.abort();
  await call;
  await until(() => asked?.aborted);
  expect(link.audit.records.filter((each) => each.type === 'decision')).toEqual([]);
});
