import { expect, test } from 'vitest';
import { checkFeeds, checkSources } from '../../../shared/policy/check-feeds.ts';
import { placeText } from '../../../shared/policy/finding.ts';
import { type List, listSchema } from '../../../shared/policy/schema.ts';
import { smallPolicy } from '../../support/small-policy.ts';

function listOf(more: object): List {
  const list = { id: 'a', title: '一', action: 'block', owner: '課', reason: '業務', ...more };
  return listSchema.parse(list);
}

function findingsOf(more: object): string[] {
  const policy = smallPolicy({ destinations: { default: 'block', lists: [listOf(more)] } });
  return checkFeeds(policy).map(({ severity, at }) => `${severity} ${placeText(at)}`);
}

const at = 'destinations.lists[0].feed';
const url = 'https://lists.example.jp/malware.txt';
test.each([
  ['entries alone', { entries: ['a.example'] }, []],
  ['a file', { feed: { file: 'x.txt' } }, []],
  ['an address', { feed: { url, every: 'PT1H' } }, []],
  ['both entries and a feed', { entries: ['a.example'], feed: { file: 'x' } }, [`error ${at}`]],
  ['an empty list of entries beside a feed', { entries: [], feed: { file: 'x' } }, []],
  ['both a file and an address', { feed: { file: 'x', url } }, [`error ${at}`]],
  ['neither of them', { feed: { format: 'hosts' } }, [`error ${at}`]],
  ['plain http', { feed: { url: 'http://lists.example.jp/x' } }, [`error ${at}.url`]],
  ['no address', { feed: { url: 'lists.example.jp' } }, [`error ${at}.url`]],
  [
    'a password in the address',
    { feed: { url: 'https://a:b@lists.example.jp/' } },
    [`error ${at}.url`],
  ],
  ['every minute', { feed: { url, every: 'PT1M' } }, [`error ${at}.every`]],
  ['an interval of a file', { feed: { file: 'x', every: 'PT1H' } }, [`warning ${at}.every`]],
  [
    'a column of a hosts file',
    { feed: { file: 'x', format: 'hosts', column: 1 } },
    [`error ${at}.column`],
  ],
  ['an address that opens sites', { action: 'allow', feed: { url } }, [`warning ${at}`]],
])('%s', (_, more, expected) => {
  expect(findingsOf(more)).toEqual(expected);
});

test.each([
  ['neither', [{ id: 'a' }], 1],
  ['entries', [{ id: 'a', entries: [] }], 0],
  ['a feed', [{ id: 'a', feed: {} }], 0],
  ['no lists at all', undefined, 0],
  ['no mapping', ['a', null, []], 0],
])('of what was typed, a list with %s', (_, lists, count) => {
  expect(checkSources({ destinations: { lists } })).toHaveLength(count);
});

test('a document that is none has no sources to miss', () => {
  expect(checkSources(null)).toEqual([]);
});
