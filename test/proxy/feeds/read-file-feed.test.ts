import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFileFeed } from '../../../proxy/feeds/read-file-feed.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'feeds-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => path.join(folder, name);
writeFileSync(at('list.txt'), 'a.example\n');
writeFileSync(at('long.txt'), 'a.example\n'.repeat(1000));
mkdirSync(at('folder'));

test.each([
  ['relative, from the folder', 'list.txt', {}],
  ['absolute', at('list.txt'), {}],
])('%s', async (_, file, more) => {
  const read = await readFileFeed({ file, ...more }, folder);
  if (read === 'same' || 'failure' in read) throw new Error('not read');
  expect(Buffer.from(read.bytes).toString()).toBe('a.example\n');
});

test.each([
  ['a file that is not there', { file: 'none.txt' }, 'no-file'],
  ['a folder', { file: 'folder' }, 'unreadable'],
  ['a file beyond its limit', { file: 'long.txt', maxBytes: 1000 }, 'too-large'],
])('%s', async (_, feed, failure) => {
  expect(await readFileFeed(feed, folder)).toEqual({ failure });
});

test('the same file is not read again, a changed one is', async () => {
  const first = await readFileFeed({ file: 'list.txt' }, folder);
  if (first === 'same' || 'failure' in first) throw new Error('not read');
  expect(await readFileFeed({ file: 'list.txt' }, folder, first.stamp)).toBe('same');
  utimesSync(at('list.txt'), 1, 1);
  expect(await readFileFeed({ file: 'list.txt' }, folder, first.stamp)).toMatchObject({});
});
