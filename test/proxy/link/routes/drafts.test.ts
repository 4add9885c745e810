import { describe, expect, test } from 'vitest';
import { draftDigest, fileSha256 } from '../../../../proxy/platform/draft-digest.ts';
import type { HeldPosting } from '../../../../proxy/record/held-postings.ts';
import type { DecisionSummary } from '../../../../shared/protocol/link.ts';
import { draftHub } from '../../../support/draft-hub.ts';
import { policyState, smallPolicy, startTestLink } from '../../../support/running-link.ts';
import { individual } from '../../inspection/build-documents.ts';

const text = '明日は雪まつりです';
const rule = {
  service: 'bluesky',
  responsible: 'kacho',
  accounts: [{ name: 'yokote.example', ids: ['did:plc:yokote'], posters: ['tanaka'] }],
  topics: ['防災', { name: 'イベント', examples: ['雪まつり'] }],
  topicMissing: 'warn',
  approval: 'before',
} as const;
const held = (changes: Partial<HeldPosting> = {}): HeldPosting => ({
  service: 'bluesky',
  account: 'yokote.example',
  act: 'post',
  text,
  isFound: false,
  findings: [],
  files: [],
  digest: 'd1',
  near: null,
  ...changes,
});
const stopped = (id: string, reason: DecisionSummary['reason'] = 'approval-missing') =>
  ({
    ...{ id, action: 'block', reason, rule: 'posting/bluesky/approval', clause: '8-4' },
    ...{ at: new Date().toISOString(), url: 'https://bsky.social/', host: 'bsky.social' },
    source: 'proxy',
  }) as const satisfies DecisionSummary;

async function world() {
  const hub = draftHub();
  const link = await startTestLink({ draftHub: hub });
  link.policy.swap(policyState(2, smallPolicy({ posting: [rule] })));
  const tanaka = await link.enrolled();
  return { link, hub, tanaka };
}

describe('a stopped posting', () => {
  test('is sent for approval, with its pictures, once', async () => {
    const { link, hub, tanaka } = await world();
    await using _ = link;
    const data = Uint8Array.of(1, 2, 3);
    const file = { name: null, type: 'image/png', bytes: 3, sha256: fileSha256(data), data };
    link.options.recent.add('tanaka', stopped('D1'));
    link.options.postings.keep('tanaka', 'D1', [held({ files: [file] })]);
    const before = await tanaka.call('decisions', { id: 'D1' });
    expect(before.decisions[0]?.posted).toEqual({
      topics: ['防災', 'イベント'],
      mayPick: false,
      maySend: true,
      difference: null,
      draft: null,
    });
    const sent = await tanaka.call('send-draft', { decision: 'D1', topic: '防災', word: '急ぎ' });
    expect(sent).toMatchObject({ state: 'open', text, isWhole: true, files: 1, topic: '防災' });
    const [body] = hub.bodies;
    expect(body).toMatchObject({ decision: 'D1', user: 'tanaka', word: '急ぎ', masked: false });
    expect(body?.pictures).toMatchObject([
      { digest: draftDigest(body?.key ?? '', fileSha256(data)), data: 'AQID' },
    ]);
    expect(JSON.stringify(sent)).not.toContain(body?.key);
    const after = await tanaka.call('decisions', { id: 'D1' });
    expect(after.decisions[0]?.posted).toMatchObject({ maySend: false, draft: { id: sent.id } });
    const { drafts, places } = await tanaka.call('drafts', {});
    expect(drafts).toMatchObject([{ id: sent.id }]);
    expect(places).toMatchObject([
      { service: 'bluesky', title: 'Bluesky', accounts: ['yokote.example'], needsTopic: true },
    ]);
  });

  test('goes masked where something was found in it', async () => {
    const { link, hub, tanaka } = await world();
    await using _ = link;
    const number = individual();
    link.options.postings.keep('tanaka', 'D1', [held({ text: `番号 ${number}`, isFound: true })]);
    await tanaka.call('send-draft', { decision: 'D1', topic: null, word: number });
    expect(hub.bodies[0]).toMatchObject({ masked: true });
    expect(JSON.stringify(hub.bodies)).not.toContain(number);
  });

  test.each<[string, readonly HeldPosting[], string]>([
    ['nobody remembers', [], 'posting-unknown'],
    ['is one of several', [held(), held()], 'posting-unknown'],
    ['has an account that the rules do not name', [held({ account: null })], 'draft-impossible'],
    ['has a picture that nobody saw', [held({ files: null })], 'draft-impossible'],
    ['is no posting but an upload', [held({ act: 'upload' })], 'draft-impossible'],
  ])('that %s is not sent', async (_, postings, code) => {
    const { link, hub, tanaka } = await world();
    await using __ = link;
    if (postings.length > 0) link.options.postings.keep('tanaka', 'D1', postings);
    const answer = tanaka.call('send-draft', { decision: 'D1', topic: null, word: null });
    await expect(answer).rejects.toMatchObject({ code });
    expect(hub.bodies).toEqual([]);
  });

  test('waits for the hub: the person is told, and it is sent once', async () => {
    const { link, hub, tanaka } = await world();
    await using _ = link;
    hub.down = true;
    link.options.recent.add('tanaka', stopped('D1'));
    link.options.postings.keep('tanaka', 'D1', [held()]);
    const ask = { decision: 'D1', topic: null, word: null };
    const asked = await tanaka.call('send-draft', ask);
    expect(asked).toMatchObject({ state: 'waiting', text });
    const { decisions } = await tanaka.call('decisions', { id: 'D1' });
    expect(decisions[0]?.posted).toMatchObject({ maySend: false, draft: { state: 'waiting' } });
    hub.down = false;
    const { drafts } = await tanaka.call('drafts', {});
    expect(drafts).toMatchObject([{ id: asked.id, state: 'open' }]);
    expect(hub.bodies).toHaveLength(1);
  });

  test('has its topic picked, out of those of the service', async () => {
    const { link, tanaka } = await world();
    await using _ = link;
    link.options.recent.add('tanaka', stopped('D1', 'topic-missing'));
    link.options.postings.keep('tanaka', 'D1', [held()]);
    const { decisions } = await tanaka.call('decisions', { id: 'D1' });
    expect(decisions[0]?.posted).toMatchObject({ mayPick: true, maySend: false });
    const wrong = tanaka.call('pick-topic', { decision: 'D1', topic: '雑談' });
    await expect(wrong).rejects.toMatchObject({ code: 'body-malformed' });
    const unknown = tanaka.call('pick-topic', { decision: 'D2', topic: '防災' });
    await expect(unknown).rejects.toMatchObject({ code: 'posting-unknown' });
    const { until } = await tanaka.call('pick-topic', { decision: 'D1', topic: 'イベント' });
    expect(Date.parse(until)).toBeGreaterThan(Date.now());
    expect(link.options.postings.topicOf('tanaka', 'd1')).toBe('イベント');
  });
});

describe('a draft of the popup', () => {
  const body = {
    service: 'bluesky',
    account: 'yokote.example',
    act: 'post',
    replyTo: null,
    topic: '防災',
    text,
    word: null,
  } as const;

  test('is written, and withdrawn', async () => {
    const { link, hub, tanaka } = await world();
    await using _ = link;
    const made = await tanaka.call('write-draft', body);
    expect(made).toMatchObject({ state: 'open', text });
    expect(hub.bodies[0]).toMatchObject({ decision: null, pictures: [] });
    expect(await tanaka.call('withdraw-draft', { draft: made.id })).toMatchObject({
      state: 'withdrawn',
    });
    const none = tanaka.call('withdraw-draft', { draft: 'X' });
    await expect(none).rejects.toMatchObject({ code: 'draft-impossible' });
  });

  test('is revised, as long as it is not answered for good', async () => {
    const { link, hub, tanaka } = await world();
    await using _ = link;
    const made = await tanaka.call('write-draft', body);
    hub.answer(made.id, 'sent-back');
    const { drafts } = await tanaka.call('drafts', {});
    expect(drafts[0]).toMatchObject({ state: 'sent-back', words: text });
    const revise = (said: string, draft = made.id) =>
      tanaka.call('revise-draft', { draft, text: said, word: '直しました' });
    await expect(revise(`個人番号 ${individual()}`)).rejects.toMatchObject({
      code: 'draft-impossible',
    });
    await expect(revise('雪', 'X')).rejects.toMatchObject({ code: 'draft-impossible' });
    expect(await revise('明後日は雪まつりです')).toMatchObject({ state: 'open' });
    const [revised] = hub.all;
    expect(revised).toMatchObject({ version: 2, text: '明後日は雪まつりです' });
    expect(revised?.textDigest).toBe(draftDigest(revised?.key ?? '', '明後日は雪まつりです'));
    hub.answer(made.id, 'approved');
    await tanaka.call('drafts', {});
    await expect(revise(text)).rejects.toMatchObject({ code: 'draft-impossible' });
  });

  test.each<[string, object]>([
    ['a number of a person', { text: `個人番号 ${individual()}` }],
    ['an account of others', { account: 'shobo.example' }],
    ['white space alone', { text: ' \n ' }],
  ])('is not taken with %s', async (_, changes) => {
    const { link, hub, tanaka } = await world();
    await using __ = link;
    const answer = tanaka.call('write-draft', { ...body, ...changes });
    await expect(answer).rejects.toMatchObject({ code: 'draft-impossible' });
    expect(hub.bodies).toEqual([]);
  });
});
