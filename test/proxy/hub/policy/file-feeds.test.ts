import { expect, test } from 'vitest';
import { newFileFeeds } from '../../../../proxy/hub/policy/file-feeds.ts';
import { listSchema } from '../../../../shared/policy/schema.ts';
import { smallPolicy } from '../../../support/small-policy.ts';

const policyOf = (...feeds: object[]) =>
  smallPolicy({
    destinations: {
      default: 'block',
      lists: feeds.map((feed, i) =>
        listSchema.parse({
          id: `l${i}`,
          title: '一',
          action: 'block',
          owner: '課',
          reason: '業務',
          feed,
        }),
      ),
    },
  });
const current = policyOf({ file: 'feeds/known.txt' });

test.each([
  ['a file that stands there already', [{ file: 'feeds/known.txt' }], []],
  ['the same file read in another way', [{ file: 'feeds/known.txt', format: 'csv' }], []],
  ['an address', [{ url: 'https://a.example/' }], []],
  ['an absolute path', [{ file: '/etc/passwd' }], ['destinations.lists[0].feed.file']],
  [
    'a relative path',
    [{ url: 'https://a.example/' }, { file: 'x' }],
    ['destinations.lists[1].feed.file'],
  ],
  [
    'another spelling of a known file',
    [{ file: './feeds/known.txt' }],
    ['destinations.lists[0].feed.file'],
  ],
])('from the console, %s: %j', (_, feeds, paths) => {
  const problems = newFileFeeds(current, policyOf(...feeds));
  expect(problems.map(({ path }) => path)).toEqual(paths);
  expect(problems.every(({ severity }) => severity === 'error')).toBe(true);
});
