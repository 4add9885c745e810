import { expect, test } from 'vitest';
import { entryKey } from '../../../../proxy/hub/policy/entry-key.ts';
import { listHandlers } from '../../../../proxy/hub/routes/lists.ts';
import { exampleYaml, policyOf } from '../policy/example-policy.ts';

const yaml = exampleYaml.replace('- go.jp', '- { match: go.jp, until: 2026-12-01 }');
const current = { policy: policyOf(yaml), revision: { revision: 4 } };
const handlers = listHandlers({
  publisher: { current: () => current as never },
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
