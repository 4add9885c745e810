/** English: posts that were found outside of the barrier. */
import type { jaImports } from './ja-imports.ts';

export const enImports: typeof jaImports = {
  view: 'Posts outside of Sekisho',
  intro:
    'The public posts of the accounts are read from time to time; what the posting log does not have is recorded as “found outside”. Posts from phones and other machines are noticed this way.',
  caption: 'How they are read',
  account: 'Service and account',
  from: 'Read by',
  sources: { bluesky: 'API of Bluesky', mastodon: 'API of Mastodon', rss: 'Feed (RSS, Atom)' },
  every: 'Every',
  checked: 'Last read',
  notYet: 'Not read yet',
  state: 'State',
  good: 'Readable',
  failed: 'Cannot be read',
  failedSince: (time) => `since ${time}`,
  open: 'To review',
  since: (time) => `Posts after ${time} are looked at`,
  now: 'Read now',
  reading: 'Reading…',
  cameOf: (read, found) => `Posts read: ${read}. Found outside: ${found}.`,
  nothingCame: 'The list was empty.',
  gone: (count) => `Gone from there: ${count}.`,
  back: (count) => `There again: ${count}.`,
  cut: 'The list goes on; it was read up to here.',
  empty: 'No account is read. Write import below accounts in the policy to read one.',
  all: 'Open the posts found outside',
};
