/** The tables of drafts: what was written, its pictures, and the decisions that let it leave. */
import type { Step } from './migrate.ts';

export interface DraftTables {
  drafts: {
    id: string;
    at: string;
    user: string;
    service: string;
    terminal: string | null;
    state: string;
    /** Counts the changes: whoever changes it says which state of it they saw. */
    step: number;
    /** StoredDraft as JSON. */
    json: string;
  };
  draft_pictures: { draft: string; digest: string; bytes: Uint8Array };
  /** What the inspection said of them. */
  draft_picture_reports: { draft: string; digest: string; json: string };
  draft_uses: {
    draft: string;
    version: number;
    terminal: string;
    decision: string;
    place: number;
    at: string;
    taken: number | null;
  };
}

export const draftStep: Step = [
  `create table drafts (id text primary key, at text not null, "user" text not null,
    service text not null, terminal text, state text not null, step integer not null,
    json text not null)`,
  'create index drafts_state on drafts (state, at)',
  'create index drafts_user on drafts ("user", at)',
  'create index drafts_terminal on drafts (terminal, at)',
  `create table draft_pictures (draft text not null references drafts (id), digest text not null,
    bytes blob not null, primary key (draft, digest))`,
  `create table draft_uses (draft text not null, version integer not null,
    terminal text not null, decision text not null,
    place integer not null, at text not null, taken integer,
    primary key (draft, terminal, decision, place))`,
  'create index draft_uses_decision on draft_uses (decision)',
];

export const draftReportStep: Step = [
  `create table draft_picture_reports (draft text not null references drafts (id),
    digest text not null, json text not null, primary key (draft, digest))`,
];
