import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReplays, type Replays } from '../../../../proxy/hub/replay/replays.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import type { Store } from '../../../../proxy/hub/store/store.ts';
import { createLog } from '../../../../proxy/platform/log.ts';
import { smallPolicy } from '../../../support/small-policy.ts';
import { until } from '../../../support/until.ts';
import { arrived, decision } from '../store/store-samples.ts';

const log = createLog('hub', 'silent');
const start = Date.parse('2026-11-28T00:00:00Z');
let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-replays-'));
  store = await openSqliteStore(folder);
  const lines = Array.from({ length: 40 }, (_, index) => {
    const at = `2026-11-${26 + (index % 2)}T00:00:00.000Z`;
    return arrived('t', index + 1, decision({ at, action: 'allow' }));
  });
  await store.records.ingest('t', lines);
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const wish = (account: string, days = 30) => ({ account, base: 3, days, policy: smallPolicy() });
const ended = (replays: Replays, id: string) =>
  until(async () => replays.state(id)?.state !== 'running');

test('a replay runs to its end and says what it found', async () => {
  await using replays = createReplays({ store, now: () => start, log });
  const id = await replays.start(wish('admin'));
  await ended(replays, id);
  expect(replays.state(id)).toMatchObject({ id, base: 3, state: 'done', looked: 40, total: 40 });
  expect(replays.state(id)?.report?.counts.blocked).toBe(40);
});

test('days before are left out', async () => {
  await using replays = createReplays({ store, now: () => start, log });
  const id = await replays.start(wish('admin', 1));
  await ended(replays, id);
  expect(replays.state(id)?.report?.decisions).toBe(20);
});

test('a second one of an account ends the first, of which nobody hears any more', async () => {
  await using replays = createReplays({ store, now: () => start, log });
  const first = await replays.start(wish('admin'));
  const second = await replays.start(wish('admin'));
  expect(replays.state(first)).toBeNull();
  await ended(replays, second);
  expect(replays.state(second)?.state).toBe('done');
});

test('no more than two run at a time', async () => {
  await using replays = createReplays({ store, now: () => start, log });
  const wishes = ['a', 'b', 'c'].map((account) => replays.start(wish(account)));
  const settled = await Promise.allSettled(wishes);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(settled[2]).toMatchObject({ reason: { code: 'replay-busy' } });
});

test('is cancelled by its own account alone', async () => {
  await using replays = createReplays({ store, now: () => start, log });
  const id = await replays.start(wish('admin'));
  expect(await replays.cancel(id, 'other')).toBe(false);
  expect(await replays.cancel('x', 'admin')).toBe(false);
  expect(await replays.cancel(id, 'admin')).toBe(true);
  expect(replays.state(id)?.state).toBe('cancelled');
});

test('a result is forgotten after an hour', async () => {
  let now = start;
  await using replays = createReplays({ store, now: () => now, log });
  const id = await replays.start(wish('admin'));
  await ended(replays, id);
  now += 3_600_001;
  expect(replays.state(id)).toBeNull();
});

test('records that cannot be read make it fail, and the hub goes on', async () => {
  const broken = { file: path.join(import.meta.dirname, 'replays.test.ts'), rows: 5 };
  const records = { sources: async () => [broken] };
  await using replays = createReplays({ store: { records }, now: () => start, log });
  const id = await replays.start(wish('admin'));
  await ended(replays, id);
  expect(replays.state(id)).toMatchObject({ state: 'failed', report: null });
});
