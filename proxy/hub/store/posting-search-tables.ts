/**
 * The index that the posting log is searched by. `number` orders postings by their time, and is the
 * row of the index: the newest come first without sorting. Rows of before have none until
 * posting-index.ts has filled them in.
 */
import type { Step } from './migrate.ts';

export const postingSearchStep: Step = [
  'alter table postings add column number integer',
  // With what the states of a review look at: the postings themselves are not read for that.
  `create index postings_number on postings
    (number, review, fate, taken, reviewed_at, service, at)`,
  `create virtual table posting_words using fts5 (singles, pairs, facets, content = '',
    contentless_delete = 1, tokenize = 'ascii')`,
  // Whoever takes a posting away takes its words along.
  `create trigger postings_gone after delete on postings when old.number is not null
    begin delete from posting_words where rowid = old.number; end`,
];
