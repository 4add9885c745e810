/** What the console says of feeds, in English. */
import type { jaFeed } from './ja-feed.ts';

export const enFeed: typeof jaFeed = {
  column: 'Feed',
  heading: 'Feed',
  explained:
    'The destinations of this list come from outside (a feed). When fetching fails, what was fetched before stays in use.',
  afterPublishing: 'It is fetched once this is published.',
  current: 'in use',
  old: 'the one before is in use',
  none: 'not fetched',
  source: 'Source',
  format: 'Format',
  state: 'State',
  fetchedAt: 'In use since',
  checkedAt: 'Last looked at',
  lines: 'Lines',
  taken: 'Names in use',
  notTaken: 'Lines left out',
  hash: 'SHA-256',
  oldSince: 'What was fetched before stays in use, since',
  noneSince: 'It has never been fetched; this list does nothing, since',
  missing: (count) => `Terminals that have not got the latest: ${count}`,
  fetch: 'Fetch now',
  fetching: 'Fetching…',
  fetched: (title, taken) => `${title} was fetched (${taken} names)`,
  problems: 'Lines left out',
  problemsShown: (shown, all) => `The first ${shown} of ${all}`,
  line: 'Line',
  text: 'What it says',
  why: 'Why',
  cure: 'What to do',
};
