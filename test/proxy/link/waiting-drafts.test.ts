import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWaitingDrafts, sendWaiting } from '../../../proxy/link/waiting-drafts.ts';
import { draftDigest, newDraftKey } from '../../../proxy/platform/draft-digest.ts';
import type { DraftBody, TerminalDraft } from '../../../shared/protocol/drafts.ts';
import { memoryLog, temporaryFolder } from '../../support/audit-records.ts';
import { draftHub } from '../../support/draft-hub.ts';

const stack = new AsyncDisposableStack();
let home: string;
beforeAll(async () => {
  home = stack.use(await temporaryFolder()).path;
});
afterAll(() => stack.disposeAsync());

let count = 0;
const newFolder = () => path.join(home, String(++count));
const { log } = memoryLog();
const at = (second: number) => new Date(Date.UTC(2027, 0, 1, 0, 0, second)).toISOString();

function body(id: string, data: string | null = 'AQID'): DraftBody {
  const key = newDraftKey();
  const digest = draftDigest(key, '雪');
  return {
    ...{ id, decision: null, user: 'tanaka', unit: null, service: 'bluesky', act: 'post', key },
    ...{ account: 'yokote.example', replyTo: null, topic: null, word: null, text: '雪' },
    ...{ masked: false, textDigest: digest, findings: [] },
    pictures: [{ name: null, type: 'image/png', bytes: 3, alt: '', digest, data }],
  };
}

test('are there after opening again, oldest first, for their owner alone', async () => {
  const folder = newFolder();
  const first = await openWaitingDrafts(folder, log);
  const [late, early] = [body('B'), body('A')];
  expect(await first.add(late, at(2))).toBe(true);
  expect(await first.add(early, at(1))).toBe(true);
  const again = await openWaitingDrafts(folder, log);
  expect(again.all().map((each) => each.body.id)).toEqual(['A', 'B']);
  expect(again.all()[0]?.body.pictures[0]?.data).toBeNull();
  expect(await again.read('A')).toEqual(early);
  expect((await stat(path.join(folder, 'A.json'))).mode & 0o077).toBe(0);
});

test('what was half written is not one, and what is damaged hinders nothing', async () => {
  const folder = newFolder();
  await (await openWaitingDrafts(folder, log)).add(body('A'), at(1));
  const whole = await readFile(path.join(folder, 'A.json'), 'utf8');
  await writeFile(path.join(folder, 'B.json.77.x'), whole.slice(0, 40));
  await writeFile(path.join(folder, 'C.json'), '{');
  const again = await openWaitingDrafts(folder, log);
  expect(again.all().map((each) => each.body.id)).toEqual(['A']);
  expect((await readdir(folder)).toSorted()).toEqual(['A.json', 'C.json']);
});

test.each([
  ['many', 21, 'AQID'],
  ['large', 5, 'A'.repeat(4_000)],
])('too %s find no room', async (_, most, data) => {
  const waiting = await openWaitingDrafts(newFolder(), log, 16_000);
  const taken: boolean[] = [];
  for (let n = 1; n <= most; n++) taken.push(await waiting.add(body(`N${n}`, data), at(n)));
  expect(taken.at(-1)).toBe(false);
  expect(taken[0]).toBe(true);
});

function kept() {
  const drafts: TerminalDraft[] = [];
  return { drafts, keep: async (draft: TerminalDraft) => void drafts.push(draft) };
}

test('are sent with their pictures, and gone', async () => {
  const folder = newFolder();
  const waiting = await openWaitingDrafts(folder, log);
  await waiting.add(body('A'), at(1));
  const hub = draftHub();
  const { drafts, keep } = kept();
  await sendWaiting(waiting, hub, keep, log);
  expect(hub.bodies[0]?.pictures[0]?.data).toBe('AQID');
  expect(drafts).toHaveLength(1);
  expect([waiting.all(), await readdir(folder)]).toEqual([[], []]);
});

const failing = (failure: object) => ({
  writeDraft: () => Promise.reject(Object.assign(new Error('hub'), failure)),
});

test.each([
  ['will not take', { code: 'refused', status: 422 }, true],
  ['has no room for', { code: 'refused', status: 429 }, false],
  ['breaks at', { code: 'refused', status: 500 }, false],
  ['does not answer to', { code: 'ECONNREFUSED' }, false],
])('one that the hub %s', async (_, failure, isRefused) => {
  const folder = newFolder();
  const waiting = await openWaitingDrafts(folder, log);
  await waiting.add(body('A'), at(1));
  const sending = sendWaiting(waiting, failing(failure), kept().keep, log);
  if (isRefused) await sending;
  else await expect(sending).rejects.toMatchObject(failure);
  const again = await openWaitingDrafts(folder, log);
  expect(again.all()).toMatchObject([{ isRefused }]);
  const data = (await again.read('A'))?.pictures[0]?.data;
  expect(data).toBe(isRefused ? null : 'AQID');
});
