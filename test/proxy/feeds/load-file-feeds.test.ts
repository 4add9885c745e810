import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadFileFeeds } from '../../../proxy/feeds/load-file-feeds.ts';
import { listSchema } from '../../../shared/policy/schema.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'feeds-'));
afterAll(() => rmSync(folder, { recursive: true }));
const broken = Array.from({ length: 20 }, (_, i) => `not a host ${i}`).join('\n');
writeFileSync(path.join(folder, 'good.txt'), 'a.example\nb.example\n');
writeFileSync(path.join(folder, 'mixed.txt'), `a.example\n${broken}\n`);
writeFileSync(path.join(folder, 'page.html'), '<!doctype html><p>Not found');

function load(...feeds: object[]) {
  const lists = feeds.map((feed, i) =>
    listSchema.parse({
      id: `l${i}`,
      title: '一',
      action: 'block',
      owner: '課',
      reason: '業務',
      feed,
    }),
  );
  return loadFileFeeds(smallPolicy({ destinations: { default: 'allow', lists } }), folder);
}

test('a good file is loaded without a word', async () => {
  const { feeds, problems } = await load({ file: 'good.txt' });
  expect(feeds.get('l0')?.count).toBe(2);
  expect(problems).toEqual([]);
});

test('lines that are not taken are counted, and the first are named', async () => {
  const { feeds, problems } = await load({ file: 'mixed.txt' });
  expect(feeds.get('l0')?.count).toBe(1);
  expect(problems).toHaveLength(6);
  expect(problems[0]).toMatchObject({ severity: 'warning', path: 'destinations.lists[0].feed' });
  expect(problems[0]?.message).toContain('Of 21 lines 20 are not taken (1 are)');
  expect(problems[1]?.message).toContain('line 2 of the feed');
});

test.each([
  ['a file that is not there', { file: 'none.txt' }, 'error', 'not there'],
  ['a page instead of a list', { file: 'page.html' }, 'error', 'web page'],
  ['fewer names than the minimum', { file: 'good.txt', minimum: 3 }, 'error', '2 taken'],
  ['an address, which the hub fetches', { url: 'https://a.example/x' }, 'warning', 'hub alone'],
])('%s is not loaded, and said', async (_, feed, severity, words) => {
  const { feeds, problems } = await load(feed);
  expect(feeds.size).toBe(0);
  expect(problems[0]).toMatchObject({ severity });
  expect(problems[0]?.message).toContain(words);
});
