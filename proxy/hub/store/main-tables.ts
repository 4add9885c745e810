/** The tables of the main file, as types and as steps. Integers stand for truth values. */
import type { Generated } from 'kysely';
import { type DisasterTables, disasterStep } from './disaster-tables.ts';
import { type DraftTables, draftReportStep, draftStep } from './draft-tables.ts';
import { goneStep, type ImportTables, importStep } from './import-tables.ts';
import type { Step } from './migrate.ts';
import { type NotificationTables, notificationStep } from './notification-tables.ts';
import { postingSearchStep } from './posting-search-tables.ts';
import {
  type CommentColumns,
  type CorrectionColumns,
  postingThreadStep,
} from './posting-thread-tables.ts';
import { type RegisterChangeRow, registerStep } from './register-tables.ts';
import { type ThumbnailTables, thumbnailStep } from './thumbnail-store.ts';

export interface MainTables
  extends DisasterTables,
    DraftTables,
    ImportTables,
    NotificationTables,
    ThumbnailTables {
  accounts: {
    id: string;
    name: string;
    role: string;
    user: string | null;
    disabled: number;
    created: string;
    last_sign_in: string | null;
    password: string | null;
  };
  sessions: { hash: string; account: string; created: string; seen: string };
  links: { hash: string; purpose: string; account: string | null; expires: string };
  terminals: {
    id: string;
    name: string;
    joined: string;
    token_hash: string;
    last_seen: string | null;
    revision: number | null;
    version: string | null;
    waiting: number | null;
    people: string;
  };
  revisions: {
    revision: number;
    published: string;
    by: string;
    note: string;
    yaml: string;
    proposal: number | null;
    /** Signature[] as JSON. */
    signatures: string;
    /** Whether `lines` holds what it changed. */
    told: Generated<number>;
  };
  proposals: ProposalColumns;
  signatures: { proposal: number; by: string; at: string; word: string | null };
  lines: { list: string; match: string; revision: number; change: string };
  requests: {
    id: string;
    at: string;
    decision: string;
    url: string;
    page: string | null;
    reason: string;
    user: string | null;
    unit: string | null;
    terminal: string;
    state: string;
    answer_at: string | null;
    answer_by: string | null;
    answer_word: string | null;
    answer_until: string | null;
  };
  upload_approvals: {
    id: string;
    at: string;
    terminal: string;
    state: string;
    /** UploadApprovalRequest as JSON. */
    json: string;
  };
  cursors: { terminal: string; seq: number; hash: string };
  left_changes: { id: string; json: string };
  postings: PostingColumns;
  posting_corrections: CorrectionColumns;
  posting_comments: CommentColumns;
  documents: DocumentColumns;
  register_changes: RegisterChangeRow;
}

/** A registered document: what is said of it, and its fingerprints. */
export interface DocumentColumns {
  number: Generated<number>;
  title: string;
  owner: string;
  level: string;
  reason: string;
  /** A date, or ''. */
  until: string;
  purpose: string;
  type: string | null;
  bytes: number;
  letters: number;
  fingerprints: number;
  why: string | null;
  digest: string;
  grams: Uint8Array;
  added_at: string;
  added_by: string;
}

export interface ProposalColumns {
  number: Generated<number>;
  base: number;
  by: string;
  /** string[] as JSON. */
  contributors: string;
  at: string;
  note: string;
  /** Change[] as JSON. */
  changes: string;
  content: string;
  state: string;
  request: string | null;
  /** RequestAnswer as JSON. */
  answer: string | null;
  /** Difference and problems as JSON. */
  checked: string;
  counts: string;
  revision: number | null;
  closed_at: string | null;
  closed_by: string | null;
  closed_word: string | null;
}

/** One posting of one decision. It goes with its UTC day, as the records do. */
export interface PostingColumns {
  terminal: string;
  /** Of the decision. */
  seq: number;
  /** Which of the decision's postings, from 0. */
  place: number;
  decision: string;
  at: string;
  /** In Japan. */
  day: string;
  user: string | null;
  unit: string | null;
  service: string;
  act: string;
  /** As accountKey folds it. */
  account: string | null;
  fate: string;
  /** Of the decision: warned of, whether the person went on or not. */
  warned: number;
  would: string | null;
  /** Somebody has to look at it, once it has left. */
  review: number;
  /** As foldWords folds it; what the filter `text` looks into. */
  words: string;
  /** PostingRecord as JSON. */
  posting: string;
  taken: number | null;
  address: string | null;
  /** The switch that was on. */
  disaster: string | null;
  reviewed_at: string | null;
  reviewed_by: string | null;
  reviewed_note: string | null;
  /** Of posting-numbers.ts; null in rows of before, until they are in the index of words. */
  number: number | null;
  /** The service's own names: of the post it is, and of the one that it edits, deletes or answers. */
  post: string | null;
  about: string | null;
  /** When it was first missing in the account's own list; null: nothing is known of that. */
  gone_at: string | null;
}

export const mainSteps: readonly Step[] = [
  [
    `create table accounts (id text primary key, name text not null, role text not null, "user" text,
      disabled integer not null, created text not null, last_sign_in text, password text)`,
    `create table sessions (hash text primary key, account text not null references accounts (id),
      created text not null, seen text not null)`,
    'create index sessions_account on sessions (account)',
    `create table links (hash text primary key, purpose text not null,
      account text references accounts (id), expires text not null)`,
    `create table terminals (id text primary key, name text not null, joined text not null,
      token_hash text not null unique, last_seen text, revision integer, version text,
      waiting integer, people text not null)`,
    `create table revisions (revision integer primary key, published text not null,
      "by" text not null, note text not null, yaml text not null)`,
    `create table requests (id text primary key, at text not null, decision text not null,
      url text not null, page text, reason text not null, "user" text, unit text,
      terminal text not null, state text not null, answer_at text, answer_by text,
      answer_word text, answer_until text)`,
    'create index requests_state on requests (state, at)',
    'create index requests_user on requests ("user", at)',
    'create table cursors (terminal text primary key, seq integer not null, hash text not null)',
    'create table left_changes (id text primary key, json text not null)',
  ],
  [
    `create table postings (terminal text not null, seq integer not null, place integer not null,
      decision text not null, at text not null, day text not null, "user" text, unit text,
      service text not null, act text not null, account text, fate text not null,
      warned integer not null, would text, review integer not null, words text not null,
      posting text not null, taken integer, address text, reviewed_at text, reviewed_by text,
      reviewed_note text, primary key (terminal, seq, place))`,
    'create index postings_at on postings (at, terminal, seq, place)',
    'create index postings_service on postings (service, at, terminal, seq, place)',
    'create index postings_user on postings ("user", at, terminal, seq, place)',
    'create index postings_account on postings (account, at, terminal, seq, place)',
    'create index postings_decision on postings (decision)',
    `create index postings_reviewed on postings (at, terminal, seq, place)
      where reviewed_at is not null`,
    'create index postings_day on postings (day, service, fate)',
    `create index postings_open on postings (at, service)
      where review = 1 and fate = 'sent' and reviewed_at is null and taken is not 0`,
  ],
  [
    'alter table revisions add column proposal integer',
    "alter table revisions add column signatures text not null default '[]'",
    'alter table revisions add column told integer not null default 0',
    `create table proposals (number integer primary key autoincrement, base integer not null,
      "by" text not null, contributors text not null, at text not null, note text not null,
      changes text not null, content text not null, state text not null, request text, answer text,
      checked text not null, counts text not null, revision integer, closed_at text,
      closed_by text, closed_word text)`,
    'create index proposals_state on proposals (state, number)',
    `create table signatures (proposal integer not null references proposals (number),
      "by" text not null, at text not null, word text, primary key (proposal, "by"))`,
    `create table lines (list text not null, "match" text not null, revision integer not null,
      change text not null, primary key (list, "match", revision, change)) without rowid`,
  ],
  [
    // A number is never given twice: records name it.
    `create table documents (number integer primary key autoincrement, title text not null,
      owner text not null, level text not null, reason text not null, until text not null,
      purpose text not null, type text, bytes integer not null, letters integer not null,
      fingerprints integer not null, why text, digest text not null unique, grams blob not null, added_at text not null,
      added_by text not null)`,
  ],
  [
    `create table upload_approvals (id text primary key, at text not null, terminal text not null,
      state text not null, json text not null)`,
    'create index upload_approvals_state on upload_approvals (state, at)',
    'create index upload_approvals_terminal on upload_approvals (terminal, at)',
  ],
  postingSearchStep,
  registerStep,
  disasterStep,
  notificationStep,
  postingThreadStep,
  importStep,
  draftStep,
  draftReportStep,
  goneStep,
  thumbnailStep,
];
