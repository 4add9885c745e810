/** Switches of disasters, and what was posted while one was on. */
import type { Step } from './migrate.ts';

export interface DisasterTables {
  disasters: {
    id: string;
    /** string[] as JSON. */
    services: string;
    from_at: string;
    until_at: string;
    by: string;
    reason: string;
    ended_at: string | null;
    /** null where it ended by itself. */
    ended_by: string | null;
    ended_word: string | null;
  };
  /** One row for each service whose switch is on: of two throws at once the store takes one. */
  disaster_services: { service: string; disaster: string };
}

export const disasterStep: Step = [
  `create table disasters (id text primary key, services text not null, from_at text not null,
    until_at text not null, "by" text not null, reason text not null, ended_at text,
    ended_by text, ended_word text)`,
  'create index disasters_from on disasters (from_at)',
  'create table disaster_services (service text primary key, disaster text not null)',
  'alter table postings add column disaster text',
  `create index postings_disaster on postings (at, service)
    where disaster is not null and review = 1 and fate = 'sent' and reviewed_at is null
      and taken is not 0`,
];
