import { expect, test } from 'vitest';
import { feedFaults } from '../../../../shared/destination/feeds/feed-reader.ts';
import {
  failureOf,
  failureWords,
  faultWords,
  feedFailures,
} from '../../../../shared/destination/feeds/feed-words.ts';

test.each([...feedFailures.map(failureWords), ...feedFaults.map(faultWords)])(
  '$message says both languages, and what to do',
  ({ message, cure }) => {
    for (const sentence of [message, cure]) expect(sentence).toMatch(/[ぁ-ん].*\/ [A-Z]/);
  },
);

const report = {
  format: 'domains',
  lines: 3,
  taken: 3,
  filters: 0,
  exceptions: 0,
  doubles: 0,
  skipped: {},
  problems: [],
} as const;
test.each([
  ['enough names', {}, 3, null],
  ['one name, without a minimum', { taken: 1 }, undefined, null],
  ['no name at all', { taken: 0 }, undefined, 'too-few'],
  ['fewer than the minimum', {}, 4, 'too-few'],
  ['a page', { taken: 0, skipped: { html: 1 } }, undefined, 'page'],
  ['half a JSON', { taken: 0, skipped: { 'not-json': 1 } }, undefined, 'no-list'],
  ['a table without hosts', { taken: 0, skipped: { 'no-column': 1 } }, undefined, 'no-list'],
  ['lines that are left out', { skipped: { 'not-a-host': 50 } }, 3, null],
])('%s', (_, more, minimum, expected) => {
  expect(failureOf({ ...report, ...more }, minimum)).toBe(expected);
});
