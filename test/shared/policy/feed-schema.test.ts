import { expect, test } from 'vitest';
import { feedSchema } from '../../../shared/policy/feed-schema.ts';

test.each([
  ['a file alone', { file: 'feeds/malware.txt' }, true],
  [
    'an address with everything',
    {
      url: 'https://a.example/x',
      format: 'csv',
      every: 'PT6H',
      minimum: 10,
      maxBytes: 5000,
      charset: 'shift_jis',
      column: 'ドメイン',
    },
    true,
  ],
  ['a column by its number', { file: 'x', format: 'csv', column: 2 }, true],
  ['a format that nobody reads', { file: 'x', format: 'rpz' }, false],
  ['a charset that nobody writes', { file: 'x', charset: 'latin1' }, false],
  ['a period without a unit', { url: 'https://a.example/', every: '6h' }, false],
  ['no names at all as the minimum', { file: 'x', minimum: 0 }, false],
  ['a key of nobody', { file: 'x', path: 'y' }, false],
])('%s', (_, feed, expected) => {
  expect(feedSchema.safeParse(feed).success).toBe(expected);
});
