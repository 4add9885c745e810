import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import type { Store } from '../../../../proxy/hub/store/store.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';

const stack = new AsyncDisposableStack();
let folder: string;
let store: Store;
beforeAll(async () => {
  folder = path.join(stack.use(await temporaryFolder()).path, 'hub');
  store = await openSqliteStore(folder);
  stack.defer(() => store[Symbol.asyncDispose]());
});
afterAll(() => stack.disposeAsync());

const keep = (terminal: string, digest: string, day = '2026-11-23', text = digest) =>
  store.thumbnails.keep({ terminal, digest, day, jpeg: Buffer.from(text) }, 3);
const seen = async (terminal: string, digest: string) => {
  const jpeg = await store.thumbnails.picture(terminal, digest);
  return jpeg === null ? null : Buffer.from(jpeg).toString();
};

test('each terminal has its own, whatever the digest', async () => {
  await keep('t-1', 'a');
  await keep('t-2', 'a', '2026-11-23', 'another');
  expect([await seen('t-1', 'a'), await seen('t-2', 'a')]).toEqual(['a', 'another']);
  expect(await seen('t-3', 'a')).toBeNull();
  expect(await store.thumbnails.kept('t-1', ['a', 'b'])).toEqual(new Set(['a']));
  expect(await store.thumbnails.kept('t-1', [])).toEqual(new Set());
});

test('one that is there is not replaced', async () => {
  expect(await keep('t-1', 'a', '2026-11-24', 'other')).toBe(true);
  expect(await seen('t-1', 'a')).toBe('a');
});

test('a terminal sends only so many a day', async () => {
  const day = '2026-11-25';
  for (const digest of ['b', 'c', 'd']) expect(await keep('t-4', digest, day)).toBe(true);
  expect(await keep('t-4', 'e', day)).toBe(false);
  expect(await keep('t-4', 'b', day)).toBe(true);
  expect(await keep('t-5', 'e', day)).toBe(true);
  expect(await keep('t-4', 'e', '2026-11-26')).toBe(true);
});

test('are there after opening again, and go by the day of their last coming', async () => {
  await store[Symbol.asyncDispose]();
  store = await openSqliteStore(folder);
  expect(await seen('t-1', 'a')).toBe('a');
  await store.thumbnails.dropBefore('2026-11-24');
  expect([await seen('t-1', 'a'), await seen('t-2', 'a')]).toEqual(['a', null]);
  await store.thumbnails.dropBefore(null);
  expect(await seen('t-1', 'a')).toBeNull();
});
