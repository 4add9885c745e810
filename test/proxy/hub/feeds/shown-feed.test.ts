import { expect, test } from 'vitest';
import { shownFeed } from '../../../../proxy/hub/feeds/shown-feed.ts';
import { shownFeedSchema } from '../../../../shared/protocol/feeds.ts';

const at = '2027-01-05T00:00:00.000Z';
const report = {
  format: 'domains' as const,
  lines: 10,
  taken: 7,
  filters: 0,
  exceptions: 0,
  doubles: 0,
  skipped: { 'not-a-host': 2, 'other-rule': 1 },
  problems: [{ line: 3, fault: 'not-a-host' as const, text: 'x y' }],
};
const source = { etag: null, lastModified: null, stamp: null, sourceSha256: null };
const state = { definition: '{}', snapshot: 'ab', fetchedAt: at, report, checkedAt: at, ...source };

test('a feed that was never fetched', () => {
  expect(shownFeed(null, 0)).toMatchObject({ fetchedAt: null, taken: 0, failure: null });
});

test('a feed that is good shows what was taken, and what was not, in words', () => {
  const shown = shownFeed({ ...state, failure: null }, 1);
  expect(shown).toMatchObject({ lines: 10, taken: 7, notTaken: 3, missingAt: 1, failure: null });
  expect(shown.problems[0]).toMatchObject({ line: 3, text: 'x y' });
  expect(shown.problems[0]?.message).toContain('ホスト名');
  expect(shownFeedSchema.safeParse(shown).success).toBe(true);
});

test('of a failure it says why and since when, and keeps what counts', () => {
  const failure = { code: 'page' as const, since: at, report: null };
  expect(shownFeed({ ...state, failure }, 0)).toMatchObject({
    taken: 7,
    failure: { since: at, message: expect.stringContaining('Web ページ') },
  });
});
