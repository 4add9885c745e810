import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openThumbnailSpool } from '../../../proxy/terminal/thumbnail-spool.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

const stack = new AsyncDisposableStack();
let base: string;
beforeAll(async () => {
  base = stack.use(await temporaryFolder()).path;
});
afterAll(() => stack.disposeAsync());

let count = 0;
const newFolder = () => path.join(base, `${++count}`);
const thumbnail = (letter: string) => ({
  digest: letter.repeat(32),
  jpeg: Uint8Array.from(Buffer.from(`picture ${letter}`)),
});
const nameOf = (found: { digest: string } | null) => found?.digest[0] ?? null;

test('gives the oldest first, also after a restart', async () => {
  const folder = newFolder();
  const first = await openThumbnailSpool(folder, { now: () => 1_000 });
  await first.add(thumbnail('b'));
  await first.add(thumbnail('a'));
  await first.add(thumbnail('b'));
  const spool = await openThumbnailSpool(folder, { now: () => 2_000 });
  await spool.add(thumbnail('c'));
  const order: (string | null)[] = [];
  for (let next = await spool.oldest(); next !== null; next = await spool.oldest()) {
    expect(Buffer.from(next.jpeg).toString()).toBe(`picture ${nameOf(next)}`);
    order.push(nameOf(next));
    await spool.remove(next);
  }
  expect(order).toEqual(['b', 'a', 'c']);
  expect(await readdir(folder)).toEqual([]);
});

test('drops the oldest where there are too many', async () => {
  const folder = newFolder();
  const spool = await openThumbnailSpool(folder, { most: 2 });
  for (const letter of ['a', 'b', 'c']) await spool.add(thumbnail(letter));
  expect(nameOf(await spool.oldest())).toBe('b');
  expect(await readdir(folder)).toHaveLength(2);
  await spool.clear();
  expect(await readdir(folder)).toEqual([]);
});

test('takes away what a crash left half written, and passes over what is gone', async () => {
  const folder = newFolder();
  const before = await openThumbnailSpool(folder);
  await before.add(thumbnail('a'));
  await writeFile(path.join(folder, `half.jpg.1.x`), 'half');
  const spool = await openThumbnailSpool(folder);
  expect(await readdir(folder)).toHaveLength(1);
  await before.clear();
  expect(await spool.oldest()).toBeNull();
});
