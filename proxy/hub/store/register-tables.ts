/** What each revision did to the register of postings: written with the revision, or not at all. */
import type { Step } from './migrate.ts';

export const registerStep: Step = [
  `create table register_changes (revision integer not null, place integer not null,
    service text not null, account text, field text not null, "before" text, "after" text,
    primary key (revision, place)) without rowid`,
  'create index register_changes_service on register_changes (service, revision)',
];

export interface RegisterChangeRow {
  revision: number;
  /** Its place among those of the revision, from 0. */
  place: number;
  service: string;
  account: string | null;
  field: string;
  before: string | null;
  after: string | null;
}
