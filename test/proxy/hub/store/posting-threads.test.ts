import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import type { Store } from '../../../../proxy/hub/store/store.ts';
import type { PostingRecord } from '../../../../shared/audit/content-record.ts';
import type { DecisionRecord } from '../../../../shared/audit/record.ts';
import { contentDecision, outcomeOf, posting } from '../../../support/content-records.ts';
import { arrived } from './store-samples.ts';

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-threads-'));
  store = await openSqliteStore(folder);
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 0, minute)).toISOString();
let seq = 0;

/** @returns the posting's id */
async function sent(
  minute: number,
  said: Partial<PostingRecord>,
  became: { taken?: boolean | null; post?: string } = {},
  decided: Partial<DecisionRecord> = {},
): Promise<string> {
  const record = contentDecision(minute, at(minute), { ...decided, postings: [posting(said)] });
  const { taken = true, post } = became;
  const result = { taken, address: null, ...(post !== undefined && { post }) };
  seq += 2;
  await store.records.ingest('t', [
    arrived('t', seq - 1, record),
    arrived('t', seq, outcomeOf(record, { postings: [result] })),
  ]);
  return `t-${seq - 1}-0`;
}
const ids = async (id: string) => (await store.postings.thread(id)).map((each) => each.id);
const marks = async (id: string) => {
  const found = await store.postings.byId(id);
  return [found?.editedAt, found?.deletedAt];
};

test('edits, answers of one’s own and the deletion belong to their post', async () => {
  const post = await sent(1, {}, { post: 'a1' });
  const edit = await sent(2, { act: 'edit', about: 'a1' });
  const reply = await sent(3, { act: 'reply', about: 'a1' }, { post: 'a2' });
  const other = await sent(4, {}, { post: 'a3' });
  const gone = await sent(5, { act: 'delete', about: 'a1' });
  const goneReply = await sent(6, { act: 'delete', about: 'a2' });
  const whole = [post, edit, reply, gone, goneReply];
  for (const id of whole) expect(await ids(id), id).toEqual(whole);
  expect(await ids(other)).toEqual([other]);
  expect(await marks(post)).toEqual([at(2), at(5)]);
  expect(await marks(reply)).toEqual([null, at(6)]);
  expect(await marks(other)).toEqual([null, null]);
});

test('an edit that makes another post goes on the thread', async () => {
  const post = await sent(11, { service: 'x' }, { post: '186' });
  const edit = await sent(12, { service: 'x', act: 'edit', about: '186' }, { post: '187' });
  const gone = await sent(13, { service: 'x', act: 'delete', about: '187' });
  for (const id of [post, edit, gone]) expect(await ids(id)).toEqual([post, edit, gone]);
  expect(await marks(post)).toEqual([at(12), at(13)]);
});

test('the same name at another service is another post', async () => {
  const post = await sent(21, { service: 'x' }, { post: '500' });
  await sent(22, { service: 'threads', act: 'delete', about: '500' });
  expect(await ids(post)).toEqual([post]);
  expect(await marks(post)).toEqual([null, null]);
});

test('what did not leave, or was refused, is in the thread and changes nothing', async () => {
  const post = await sent(31, {}, { post: 'b1' });
  const refused = await sent(32, { act: 'delete', about: 'b1' }, { taken: false });
  const stopped = await sent(
    33,
    { act: 'edit', about: 'b1' },
    {},
    { action: 'block', handling: 'refuse' },
  );
  expect(await ids(post)).toEqual([post, refused, stopped]);
  expect(await marks(post)).toEqual([null, null]);
  const unknown = await sent(34, { act: 'delete', about: 'b1' }, { taken: null });
  expect(await marks(post)).toEqual([null, at(34)]);
  expect(await ids(unknown)).toHaveLength(4);
});

test('publishing what the service has named before is that post', async () => {
  const published = await sent(41, { service: 'wordpress', about: 'blog.example/12' });
  const edit = await sent(42, { service: 'wordpress', act: 'edit', about: 'blog.example/12' });
  expect(await ids(edit)).toEqual([published, edit]);
});

test('the log marks and finds what was changed; a ring of names ends', async () => {
  const terms = { byService: new Map<string, string>(), others: '', now: at(59) };
  const one = await sent(51, { service: 'note', act: 'edit', about: 'r1' }, { post: 'r2' });
  const two = await sent(52, { service: 'note', act: 'edit', about: 'r2' }, { post: 'r1' });
  expect(await ids(one)).toEqual([one, two]);
  const query = { services: null, terms, state: 'changed', service: 'note' } as const;
  const { postings } = await store.postings.page(query, null, 10);
  expect(postings.map(({ id }) => id)).toEqual([two, one]);
});
