import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftDigest, fileSha256, newDraftKey } from '../../../../proxy/platform/draft-digest.ts';
import { draftText } from '../../../../shared/posting/draft-text.ts';
import type { TerminalDraft } from '../../../../shared/protocol/drafts.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { policyWithDrafts } from '../../../support/draft-policy.ts';
import type { HubClient } from '../../../support/hub-client.ts';
import { onePixel } from '../../../support/one-pixel.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { joinTestTerminal, type TestTerminal } from '../../../support/test-terminal.ts';
import { written } from '../../../support/written-draft.ts';

const stack = new AsyncDisposableStack();
let hub: TestHub;
let terminal: TestTerminal;
let tanaka: HubClient;
let kacho: HubClient;
beforeAll(async () => {
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  await writeFile(firstPolicyFile, await policyWithDrafts());
  hub = stack.use(await startHub({ firstPolicyFile }));
  terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
  tanaka = await hub.signedIn('tanaka', 'staff', 'tanaka');
  kacho = await hub.signedIn('kacho', 'sns-manager', 'kacho');
});
afterAll(() => stack.disposeAsync());

const { text } = written;
const write = async () => (await tanaka.call('writeDraft', { ...written, pictures: [] })).draft;
const approve = (id: string) => {
  const until = new Date(Date.now() + 3_600_000).toISOString();
  return kacho.call('approveDraft', { version: 1, until, word: null, text: null }, { id });
};

describe('a draft of a terminal', () => {
  let count = 0;
  async function send(changes: object = {}, said = text) {
    const key = newDraftKey();
    const body = {
      id: `01-T${++count}`,
      decision: '01-DECISION',
      user: 'tanaka',
      unit: null,
      service: 'bluesky',
      account: 'yokote.example',
      act: 'post',
      replyTo: null,
      topic: null,
      word: null,
      key,
      text: said,
      masked: false,
      textDigest: draftDigest(key, draftText(said)),
      findings: [],
      pictures: [
        {
          name: null,
          type: 'image/png',
          bytes: onePixel.length,
          alt: '',
          digest: draftDigest(key, fileSha256(onePixel)),
          data: onePixel.toString('base64'),
        },
      ],
      ...changes,
    };
    const answer = await terminal.call('POST', 'drafts', body);
    return { status: answer.status, json: (await answer.json()) as TerminalDraft, body };
  }

  test('is its own, the same sent twice is one', async () => {
    const { json, body } = await send();
    expect(json).toMatchObject({
      terminal: terminal.id,
      state: 'open',
      files: [expect.any(String)],
    });
    const again = await terminal.call('POST', 'drafts', body);
    expect(((await again.json()) as TerminalDraft).id).toBe(json.id);
    const { drafts } = await kacho.call('drafts');
    expect(drafts.filter(({ id }) => id === json.id)).toHaveLength(1);
    expect((await kacho.raw('GET', `/api/drafts/${json.id}/picture?place=0`)).status).toBe(200);
  });

  test('is revised at its terminal: the pictures stay, the version has to be the last', async () => {
    const { json } = await send();
    const said = '明後日は雪まつりです。';
    const revise = (by: TestTerminal, changes: object = {}) =>
      by.call('POST', `drafts/${json.id}/revise`, {
        ...{ user: 'tanaka', version: 1, word: null, text: said, masked: false, findings: [] },
        textDigest: draftDigest(json.key, draftText(said)),
        ...changes,
      });
    const other = await joinTestTerminal(hub.origin, await hub.joinToken());
    expect((await revise(other)).status).toBe(404);
    expect((await revise(terminal, { user: 'kacho' })).status).toBe(404);
    expect((await revise(terminal, { textDigest: '0'.repeat(32) })).status).toBe(400);
    const answer = await revise(terminal);
    expect(answer.status).toBe(200);
    const revised = (await answer.json()) as TerminalDraft;
    expect(revised).toMatchObject({ version: 2, words: said, state: 'open', files: json.files });
    expect((await revise(terminal)).status).toBe(409);
    const { draft } = await kacho.call('draft', undefined, { id: json.id });
    expect(draft).toMatchObject({ text: said, pictures: [{ isKept: true }] });
  });

  test('is not believed where it does not hold', async () => {
    expect((await send({ textDigest: '0'.repeat(32) })).status).toBe(400);
    expect((await send({ user: 'ito' })).status).toBe(422);
    expect((await send({ account: 'shobo.example' })).status).toBe(422);
  });

  test('that the console made is claimed by one terminal alone', async () => {
    const other = await joinTestTerminal(hub.origin, await hub.joinToken());
    const draft = await write();
    const claim = (by: TestTerminal, user = 'tanaka') =>
      by.call('POST', `drafts/${draft.id}/claim`, { user });
    expect((await claim(terminal)).status).toBe(409);
    await approve(draft.id);
    expect((await claim(terminal, 'ito')).status).toBe(404);
    const both = await Promise.all([claim(terminal), claim(other)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const winner = both[0].status === 200 ? terminal : other;
    expect((await claim(winner)).status).toBe(200);
  });
});
