import type { Words } from '../words/ja.ts';

type Reading = readonly [pattern: RegExp, say: (words: Words, ...parts: string[]) => string];

/** What the hub writes of a reading (proxy/hub/routes), each once. */
const readings: readonly Reading[] = [
  [/^all$/, ({ readings }) => readings.all],
  [/^uploads (.+)$/, (words, filter = '') => filtered(words, words.readings.uploads, filter)],
  [/^postings (.+)$/, (words, filter = '') => filtered(words, words.readings.postings, filter)],
  [/^posting$/, ({ readings }) => readings.posting],
  [/^thumbnail$/, ({ readings }) => readings.thumbnail],
  [
    /^drafts state=(open|closed)$/,
    ({ readings }, state) =>
      readings.filtered(readings.drafts, readings.draftStates[state === 'open' ? state : 'closed']),
  ],
  [/^why$/, ({ readings }) => readings.why],
  [/^refusals by page, (\d+) days$/, ({ readings }, days = '') => readings.wanted(days)],
  [/^observed decisions, (\d+) days$/, ({ readings }, days = '') => readings.learning(days)],
  [/^refusals around request (.+)$/, ({ readings }, id = '') => readings.opening(id)],
  [
    /^draft on revision (\d+), days=(\d+)$/,
    ({ readings }, revision = '', days = '') => readings.replay(revision, days),
  ],
];

function filtered(words: Words, what: string, filter: string): string {
  return filter === 'all' ? what : words.readings.filtered(what, filter);
}

/** The detail of an `audit-read` in words; as it stands where nobody knows it. */
export function readingText(words: Words, detail: string): string {
  for (const [pattern, say] of readings) {
    const found = pattern.exec(detail);
    if (found) return say(words, ...found.slice(1));
  }
  return detail;
}
