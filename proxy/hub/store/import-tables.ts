/** What is kept of the lists of accounts' own posts: how each was read last, and which posts are known. */
import type { Step } from './migrate.ts';

export interface ImportTables {
  imports: {
    service: string;
    /** As the policy names it. */
    account: string;
    /** `import` of the policy as JSON: another one begins anew. */
    definition: string;
    /** Posts before it are left alone. */
    since: string;
    checked_at: string | null;
    etag: string | null;
    last_modified: string | null;
    failure: string | null;
    failure_since: string | null;
  };
  imported_posts: {
    service: string;
    key: string;
    /** Of the masked text, truncated: only that another text is another. */
    digest: string;
    at: string;
    /** `passed` the barrier, or stands in the log: as found `outside`, or `edited` there. */
    state: string;
    /** Of its row in the posting log, where it was found outside. */
    seq: number | null;
    /** In whose list it stood last; null: in none of now. */
    account: string | null;
    address: string | null;
    /** When it was first missing in that list; null: it is there. */
    gone_at: string | null;
  };
}

export const importStep: Step = [
  `create table imports (service text not null, account text not null, definition text not null,
    since text not null, checked_at text, etag text, last_modified text, failure text,
    failure_since text, primary key (service, account))`,
  `create table imported_posts (service text not null, key text not null, digest text not null,
    at text not null, state text not null, seq integer, primary key (service, key)) without rowid`,
];

/** What stood in a list and is not there any more. */
export const goneStep: Step = [
  'alter table imported_posts add column account text',
  'alter table imported_posts add column address text',
  'alter table imported_posts add column gone_at text',
  'create index imported_posts_of on imported_posts (service, account, at)',
  'alter table postings add column gone_at text',
  'create index postings_gone on postings (gone_at) where gone_at is not null',
  'create index postings_address on postings (address) where address is not null',
];
