import { expect, test } from 'vitest';
import { listedFrom } from '../../../../shared/posting/imported/listed-from.ts';

const posts = (...days: number[]) => days.map((day) => ({ at: `2026-11-${day}T00:00:00.000Z` }));

test.each([
  ['the whole list, for any time', posts(29, 20), true, ''],
  ['the whole list, also where it is empty', [], true, ''],
  ['a part, back to the last but one', posts(29, 28, 27), false, '2026-11-28T00:00:00.000Z'],
  [
    'an old time among newer ones is none',
    posts(29, 10, 28, 27),
    false,
    '2026-11-28T00:00:00.000Z',
  ],
  ['nor is one at the end', posts(29, 28, 10), false, '2026-11-28T00:00:00.000Z'],
  ['of a single post nothing can be told', posts(29), false, null],
  ['nor of none', [], false, null],
])('%s', (_, listed, isWhole, expected) => {
  expect(listedFrom(listed, isWhole)).toBe(expected);
});
