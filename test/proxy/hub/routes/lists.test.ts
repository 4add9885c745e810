import { expect, test } from 'vitest';
import { shownFeed } from '../../../../proxy/hub/feeds/shown-feed.ts';
import { entryKey } from '../../../../proxy/hub/policy/entry-key.ts';
import { listHandlers } from '../../../../proxy/hub/routes/lists.ts';
import { exampleYaml, policyOf } from '../policy/example-policy.ts';

const yaml = exampleYaml.replace('- go.jp', '- { match: go.jp, until: 2026-12-01 }');
const feedList =
  '    - { id: fed, title: 一, action: block, owner: 課, reason: 業務, feed: { file: x } }\n';
const current = { policy: policyOf(yaml), revision: { revision: 4 } };
const handlers = listHandlers({
  publisher: { current: () => current as never },
  showFeed: ({ feed }) => (feed === undefined ? null : shownFeed(null, 0)),
  now: () => Date.parse('2026-11-23T00:00:00Z'),
});

test('lists come with how many entries they have, and how many of them run out', async () => {
  const { lists, ...rest } = await handlers.lists({} as never);
  expect(rest).toEqual({
    revision: 4,
    default: 'block',
    units: ['総務企画部', '教育委員会'],
    users: [],
  });
  expect(lists.map(({ id, entries, expiring }) => [id, entries, expiring])).toEqual([
    ['public-bodies', 3, 1],
    ['stopped', 0, 0],
  ]);
});

test('each entry of a list comes with the key that names it', async () => {
  const { list, entries } = await handlers.list({ id: 'public-bodies' } as never);
  expect(list).toMatchObject({ id: 'public-bodies', owner: '情報政策課' });
  expect(list).not.toHaveProperty('entries');
  const plain = '127.0.0.1:8600';
  expect(entries[2]).toEqual({ match: plain, key: entryKey(plain) });
  await expect(handlers.list({ id: 'none' } as never)).rejects.toThrow('not-found');
});

test('a list with a feed comes with its state', async () => {
  const withFeed = { ...current, policy: policyOf(`${yaml}${feedList}`) };
  const own = listHandlers({
    publisher: { current: () => withFeed as never },
    showFeed: ({ feed }) => (feed === undefined ? null : shownFeed(null, 2)),
    now: () => 0,
  });
  const { lists } = await own.lists({} as never);
  expect(lists.map(({ id, feedState }) => [id, feedState?.missingAt])).toEqual([
    ['public-bodies', undefined],
    ['stopped', undefined],
    ['fed', 2],
  ]);
  expect((await own.list({ id: 'fed' } as never)).feedState).toMatchObject({ taken: 0 });
});
