import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftDigest } from '../../../../proxy/platform/draft-digest.ts';
import { draftText } from '../../../../shared/posting/draft-text.ts';
import type { TerminalDraft } from '../../../../shared/protocol/drafts.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { policyWithDrafts } from '../../../support/draft-policy.ts';
import type { HubClient } from '../../../support/hub-client.ts';
import { onePixel } from '../../../support/one-pixel.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { joinTestTerminal, type TestTerminal } from '../../../support/test-terminal.ts';
import { written } from '../../../support/written-draft.ts';
import { individual } from '../../inspection/build-documents.ts';

const stack = new AsyncDisposableStack();
let hub: TestHub;
let terminal: TestTerminal;
let tanaka: HubClient;
let kacho: HubClient;
let buco: HubClient;
beforeAll(async () => {
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  await writeFile(firstPolicyFile, await policyWithDrafts());
  hub = stack.use(await startHub({ firstPolicyFile }));
  terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
  tanaka = await hub.signedIn('tanaka', 'staff', 'tanaka');
  kacho = await hub.signedIn('kacho', 'sns-manager', 'kacho');
  buco = await hub.signedIn('buco', 'sns-manager');
});
afterAll(() => stack.disposeAsync());

const { text } = written;
const write = async (changes: object = {}, by = tanaka) =>
  (await by.call('writeDraft', { ...written, pictures: [], ...changes })).draft;
const soon = () => new Date(Date.now() + 3_600_000).toISOString();
const approve = (id: string, version = 1, by = kacho, more: object = {}) =>
  by.call('approveDraft', { version, until: soon(), word: null, text: null, ...more }, { id });
const told = async () => {
  const answer = await terminal.call('GET', 'drafts');
  return ((await answer.json()) as { drafts: TerminalDraft[] }).drafts;
};
const actsOf = async () => {
  const { records } = await hub.administrator.call('records', undefined, { query: { limit: 500 } });
  return records.flatMap(({ record }) =>
    record.type === 'change' && record.act.startsWith('draft-')
      ? [`${record.act} ${record.actor} ${record.subject?.split(',')[0]}`]
      : [],
  );
};

describe('a draft', () => {
  test('is written by a poster, approved by the responsible person, and told to the terminal', async () => {
    const { places } = await tanaka.call('drafts');
    expect(places).toEqual([
      expect.objectContaining({ service: 'bluesky', accounts: ['yokote.example'] }),
    ]);
    const draft = await write();
    expect(draft).toMatchObject({ state: 'open', text, isOwn: true, mayAnswer: false });
    const seen = await kacho.call('draft', undefined, { id: draft.id });
    expect(seen.draft).toMatchObject({ mayAnswer: true, isOwn: false, topic: 'イベント' });
    const done = await approve(draft.id, 1, kacho, { word: '結構です' });
    expect(done.draft).toMatchObject({ state: 'approved', version: 1 });
    await terminal.call('POST', 'heartbeat', {
      revision: 1,
      version: '1',
      waiting: 0,
      people: ['tanaka'],
    });
    const [own] = (await told()).filter(({ id }) => id === draft.id);
    expect(own).toMatchObject({
      text,
      terminal: null,
      state: 'approved',
      answer: { word: '結構です', changed: null },
    });
    expect(own?.textDigest).toBe(draftDigest(own?.key ?? '', draftText(text)));
    expect(JSON.stringify(own)).not.toContain('kacho');
    expect(await actsOf()).toEqual(
      expect.arrayContaining([
        `draft-written tanaka draft ${draft.id}`,
        `draft-approved kacho draft ${draft.id}`,
      ]),
    );
  });

  test('is changed by whoever approves it, and the author sees what', async () => {
    const draft = await write();
    const changed = text.replace('公園', '城');
    const { draft: done } = await approve(draft.id, 1, buco, { text: changed });
    expect(done).toMatchObject({ text: changed, version: 2, state: 'approved' });
    const { draft: seen } = await tanaka.call('draft', undefined, { id: draft.id });
    const change = seen.history.find(({ kind }) => kind === 'changed');
    expect(change?.difference).toEqual(
      expect.arrayContaining([
        { kind: 'removed', text: '公園' },
        { kind: 'added', text: '城' },
      ]),
    );
  });

  test('is sent back with a word, revised, and has to be looked at anew', async () => {
    const draft = await write({
      pictures: [{ name: '雪.png', alt: '雪像', data: onePixel.toString('base64') }],
    });
    const back = await kacho.call(
      'sendBackDraft',
      { version: 1, word: '日付を' },
      { id: draft.id },
    );
    expect(back.draft).toMatchObject({ state: 'sent-back' });
    const { draft: revised } = await tanaka.call(
      'reviseDraft',
      {
        version: 1,
        topic: '防災',
        text: '明後日です',
        word: null,
        keep: [{ place: 0, alt: '雪像' }],
        pictures: [],
      },
      { id: draft.id },
    );
    expect(revised).toMatchObject({ state: 'open', version: 2, topic: '防災' });
    expect(revised.pictures).toMatchObject([{ alt: '雪像', type: 'image/png', isKept: true }]);
    await expect(approve(draft.id, 1)).rejects.toMatchObject({ code: 'draft-changed' });
    expect((await approve(draft.id, 2)).draft.state).toBe('approved');
  });

  test('has pictures that those see whom it concerns, until it is closed', async () => {
    const draft = await write({
      pictures: [{ name: '雪.png', alt: '', data: onePixel.toString('base64') }],
    });
    const address = `/api/drafts/${draft.id}/picture?place=0`;
    const seen = await kacho.raw('GET', address);
    expect(seen.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await seen.arrayBuffer()).equals(onePixel)).toBe(true);
    const stranger = await hub.signedIn('stranger', 'staff', 'ito');
    expect((await stranger.raw('GET', address)).status).toBe(404);
    await tanaka.call('withdrawDraft', { version: 1 }, { id: draft.id });
    expect((await kacho.raw('GET', address)).status).toBe(404);
  });

  test.each<[string, object, object]>([
    ['a number of a person', { text: `個人番号 ${individual()}` }, { code: 'draft-refused' }],
    ['a forbidden word', { text: '入札予定価格は百万円' }, { code: 'draft-refused' }],
    ['a shortened URL', { text: '見て https://bit.ly/x' }, { code: 'draft-refused' }],
    ['an account of others', { account: 'shobo.example' }, { code: 'draft-refused' }],
    ['an account that there is not', { account: 'other' }, { code: 'draft-refused' }],
    ['a service without approval', { service: 'x' }, { code: 'draft-refused' }],
    ['a topic of its own', { topic: '雑談' }, { code: 'invalid' }],
    ['nothing', { text: ' ' }, { code: 'invalid' }],
    [
      'a picture that is none',
      { pictures: [{ name: 'a', alt: '', data: 'AAAA' }] },
      { code: 'invalid' },
    ],
  ])('is not taken with %s', async (_, changes, error) => {
    await expect(write(changes)).rejects.toMatchObject(error);
  });

  test('of which something is masked can be approved, not changed', async () => {
    const number = individual();
    const draft = await write({ text: `整理 ${number} 号` });
    expect(draft).toMatchObject({ masked: true });
    expect(JSON.stringify(draft)).not.toContain(number);
    const changed = approve(draft.id, 1, kacho, { text: 'x' });
    await expect(changed).rejects.toMatchObject({ code: 'draft-refused' });
    expect((await approve(draft.id)).draft.state).toBe('approved');
  });
});

describe('who does what with drafts', () => {
  test('nobody answers their own, not even the responsible person', async () => {
    const own = await write({}, kacho);
    await expect(approve(own.id)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await approve(own.id, 1, buco)).draft.state).toBe('approved');
  });

  test('of every role: administrators and auditors read, others see nothing', async () => {
    const draft = await write();
    const auditor = await hub.signedIn('auditor', 'auditor', 'kacho');
    const approver = await hub.signedIn('approver', 'approver', 'ito');
    const staff = await hub.signedIn('staff', 'staff', 'ito');
    const manager = await hub.signedIn('manager', 'sns-manager', 'ito');
    for (const reader of [auditor, hub.administrator]) {
      const seen = await reader.call('draft', undefined, { id: draft.id });
      expect(seen.draft).toMatchObject({ mayAnswer: false, isOwn: false });
      await expect(approve(draft.id, 1, reader)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(write({}, auditor)).rejects.toMatchObject({ code: 'forbidden' });
    for (const other of [approver, staff, manager]) {
      const attempts = [
        other.call('draft', undefined, { id: draft.id }),
        approve(draft.id, 1, other),
        other.call('sendBackDraft', { version: 1, word: 'x' }, { id: draft.id }),
        other.call('withdrawDraft', { version: 1 }, { id: draft.id }),
      ];
      for (const each of attempts) await expect(each).rejects.toMatchObject({ code: 'not-found' });
      expect((await other.call('drafts')).drafts).toEqual([]);
      await expect(write({}, other)).rejects.toMatchObject({ code: 'draft-refused' });
    }
    const changes = [
      kacho.call('withdrawDraft', { version: 1 }, { id: draft.id }),
      tanaka.call('sendBackDraft', { version: 1, word: 'x' }, { id: draft.id }),
      approve(draft.id, 1, tanaka),
    ];
    for (const each of changes) await expect(each).rejects.toMatchObject({ code: 'forbidden' });
    expect((await hub.client().raw('GET', '/api/drafts')).status).toBe(401);
  });

  test('of two answers at once one counts', async () => {
    const draft = await write();
    const answers = await Promise.allSettled([
      approve(draft.id),
      buco.call('sendBackDraft', { version: 1, word: 'いいえ' }, { id: draft.id }),
      approve(draft.id, 1, buco),
    ]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const acts = (await actsOf()).filter((act) => act.endsWith(draft.id));
    expect(acts).toHaveLength(2);
  });

  test('an approval ends within 30 days', async () => {
    const draft = await write();
    const until = new Date(Date.now() + 31 * 86_400_000).toISOString();
    const wrong = approve(draft.id, 1, kacho, { until });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid' });
    const past = approve(draft.id, 1, kacho, { until: new Date(Date.now() - 1).toISOString() });
    await expect(past).rejects.toMatchObject({ code: 'invalid' });
  });
});
