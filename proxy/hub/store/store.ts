/**
 * What the hub keeps, by subject. One interface; SQLite stands behind it (open-sqlite-store.ts).
 * Every method resolves when its effect is durable. Times are ISO, UTC, with milliseconds.
 */

import type { StoredRecord } from '../../../shared/audit/record.ts';
import type { Account } from '../../../shared/protocol/accounts.ts';
import type { AccessRequest } from '../../../shared/protocol/link.ts';
import type { Difference } from '../../../shared/protocol/policy-change.ts';
import type { Signature } from '../../../shared/protocol/proposals.ts';
import type { RecordFilter, RecordRow } from '../../../shared/protocol/record-filter.ts';
import type { UploadApprovalRequest } from '../../../shared/protocol/upload-approvals.ts';
import type { FieldChange } from '../register/register-difference.ts';
import type { PostingStore, UploadStore } from './content-stores.ts';
import type { DisasterStore } from './disaster-store.ts';
import type { DocumentStore } from './document-store.ts';
import type { DraftStore } from './draft-store.ts';
import type { ImportStore } from './import-store.ts';
import type { LineStore } from './line-store.ts';
import type { NotificationStore } from './notification-store.ts';
import type { ProposalStore } from './proposal-stores.ts';
import type { RefusalStore } from './refusal-store.ts';
import type { RegisterStore } from './register-store.ts';
import type { ThumbnailStore } from './thumbnail-store.ts';

export interface StoredAccount extends Account {
  /** argon2id in PHC form; null until the one-time link was used. */
  readonly password: string | null;
}

export interface Session {
  /** SHA-256 (hex) of the cookie's token: the token itself is kept nowhere. */
  readonly hash: string;
  readonly account: string;
  readonly created: string;
  readonly seen: string;
}

export interface OneTimeLink {
  /** SHA-256 (hex) of the link's token. */
  readonly hash: string;
  readonly purpose: 'first-administrator' | 'password';
  readonly account: string | null;
  readonly expires: string;
}

export interface StoredTerminal {
  readonly id: string;
  readonly name: string;
  readonly joined: string;
  readonly lastSeen: string | null;
  readonly revision: number | null;
  readonly version: string | null;
  readonly waiting: number | null;
  readonly people: readonly string[];
}

export interface Revision {
  readonly revision: number;
  readonly published: string;
  readonly by: string;
  readonly note: string;
  readonly yaml: string;
  /** What it was before it was published. */
  readonly proposal?: number | null;
  readonly signatures?: readonly Signature[];
}

export interface RequestAnswer {
  readonly request: string;
  readonly state: 'granted' | 'declined';
  readonly at: string;
  readonly by: string;
  readonly word: string | null;
  readonly until: string | null;
}

/** A record as its terminal wrote it: `json` is the exact text that `hash` covers. */
export interface ArrivedRecord {
  readonly terminal: string;
  readonly seq: number;
  readonly previous: string;
  readonly hash: string;
  readonly json: string;
}

/** How far a terminal's records have come. `seq` 0 before the first. */
export interface RecordCursor {
  readonly seq: number;
  readonly hash: string;
}

export interface Summary {
  readonly hours: readonly { hour: string; action: string; count: number }[];
  readonly refused: readonly { host: string; count: number; users: number }[];
}

/**
 * The record of a change, kept in the same transaction as the change itself, until the hub has
 * written it into its audit log: whenever the process dies, there is never one without the other.
 */
export interface LeftChange {
  readonly id: string;
  readonly json: string;
}

export interface AccountStore {
  list(): Promise<StoredAccount[]>;
  byId(id: string): Promise<StoredAccount | null>;
  /** false: the id is taken. */
  create(account: StoredAccount, left?: readonly LeftChange[]): Promise<boolean>;
  /** Disabling ends the account's sessions and links in the same transaction. */
  change(
    id: string,
    fields: Partial<Pick<Account, 'name' | 'role' | 'user' | 'disabled'>>,
    left?: readonly LeftChange[],
  ): Promise<'changed' | 'missing' | 'last-administrator'>;
  /** Ends every session of the account, and its links, in the same transaction. */
  setPassword(id: string, password: string, left?: readonly LeftChange[]): Promise<void>;
  signedIn(id: string, at: string): Promise<void>;
  /** Someone who can sign in and may do everything. */
  hasAdministrator(): Promise<boolean>;
}

export interface SessionStore {
  create(session: Session): Promise<void>;
  byHash(hash: string): Promise<Session | null>;
  touch(hash: string, seen: string): Promise<void>;
  end(hash: string): Promise<void>;
  dropBefore(created: string): Promise<void>;
}

export interface LinkStore {
  /** Earlier links for the same purpose and account end. */
  create(link: OneTimeLink): Promise<void>;
  byHash(hash: string, now: string): Promise<OneTimeLink | null>;
  /** Uses the link and makes the account, or does nothing: used up, too old, or somebody was quicker. */
  makeFirstAdministrator(
    hash: string,
    now: string,
    account: StoredAccount,
    left?: readonly LeftChange[],
  ): Promise<boolean>;
  /** Uses the link and sets the password; null where the link is not good any more. */
  setPassword(
    hash: string,
    now: string,
    password: string,
    left?: readonly LeftChange[],
  ): Promise<StoredAccount | null>;
}

export interface TerminalStore {
  create(terminal: { id: string; name: string; joined: string; tokenHash: string }): Promise<void>;
  list(): Promise<StoredTerminal[]>;
  byToken(tokenHash: string): Promise<StoredTerminal | null>;
  seen(
    id: string,
    at: string,
    state: { revision: number | null; version: string; waiting: number; people: string[] },
  ): Promise<void>;
}

export interface RevisionStore {
  current(): Promise<Revision | null>;
  byNumber(revision: number): Promise<Revision | null>;
  list(): Promise<Omit<Required<Revision>, 'yaml'>[]>;
  /**
   * `taken`: that number exists already. `answered`: somebody has answered the request before.
   * `closed`: its proposal is not open any more.
   * @param lines what it did to the lists
   * @param register what it did to the register of postings
   */
  add(
    revision: Revision,
    answer?: RequestAnswer,
    left?: readonly LeftChange[],
    lines?: Difference['lists'],
    register?: readonly FieldChange[],
  ): Promise<'added' | 'taken' | 'answered' | 'closed'>;
}

export interface RequestStore {
  add(request: AccessRequest, left?: readonly LeftChange[]): Promise<void>;
  byId(id: string): Promise<AccessRequest | null>;
  /** Newest first, at most 1,000. */
  list(filter: {
    state?: AccessRequest['state'];
    user?: string;
    terminal?: string;
    since?: string;
  }): Promise<AccessRequest[]>;
  /** false: it is not open any more. */
  answer(answer: RequestAnswer, left?: readonly LeftChange[]): Promise<boolean>;
  countOpen(): Promise<number>;
}

/** A file of records: its table `records`, of rows numbered from 1. */
export interface RecordSource {
  readonly file: string;
  readonly rows: number;
}

export interface RecordStore {
  cursor(terminal: string): Promise<RecordCursor>;
  /** The hash of a record that is there; null when it is not (any more). */
  hashOf(terminal: string, seq: number, at: string): Promise<string | null>;
  /** Records that follow the cursor without a gap. Exactly once, also when it is called again. */
  ingest(terminal: string, records: readonly ArrivedRecord[]): Promise<void>;
  /** Newest first. `before` is the `next` of the page before; it throws BadPlace for another text. */
  page(
    filter: RecordFilter,
    before: string | null,
    limit: number,
  ): Promise<{ records: RecordRow[]; next: string | null }>;
  /** Oldest first, in portions. */
  walk(filter: RecordFilter): AsyncIterable<StoredRecord[]>;
  /** Terminal by terminal as its records follow each other, in portions: what `audit verify` reads. */
  walkChain(filter: RecordFilter): AsyncIterable<StoredRecord[]>;
  summary(since: string): Promise<Summary>;
  /** Where the records since then lie, for those who read all of them; newest first. */
  sources(since: string): Promise<RecordSource[]>;
  /**
   * Deletes whole days before these (`2026-11-23`): all records but those of uploads, those of
   * uploads, and postings with their reviews. Answers the days of the first kind that were deleted.
   */
  dropDaysBefore(first: {
    readonly access: string;
    readonly uploads: string;
    readonly postings: string;
  }): Promise<string[]>;
}

export interface UploadApprovalStore {
  /** @returns false: there is one of this id */
  add(request: UploadApprovalRequest, left?: readonly LeftChange[]): Promise<boolean>;
  byId(id: string): Promise<UploadApprovalRequest | null>;
  /** Newest first, at most 1,000. */
  list(filter: {
    state?: UploadApprovalRequest['state'];
    terminal?: string;
    since?: string;
  }): Promise<UploadApprovalRequest[]>;
  /** false: it is not open any more. */
  answer(
    id: string,
    state: 'approved' | 'sent-back',
    answer: NonNullable<UploadApprovalRequest['answer']>,
    left?: readonly LeftChange[],
  ): Promise<boolean>;
}

export interface LeftChangeStore {
  leave(change: LeftChange): Promise<void>;
  list(): Promise<LeftChange[]>;
  remove(id: string): Promise<void>;
}

export interface Store extends AsyncDisposable {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly links: LinkStore;
  readonly terminals: TerminalStore;
  readonly revisions: RevisionStore;
  readonly proposals: ProposalStore;
  readonly lines: LineStore;
  readonly register: RegisterStore;
  readonly requests: RequestStore;
  readonly uploadApprovals: UploadApprovalStore;
  readonly drafts: DraftStore;
  readonly records: RecordStore;
  readonly refusals: RefusalStore;
  readonly uploads: UploadStore;
  readonly postings: PostingStore;
  readonly disasters: DisasterStore;
  readonly notifications: NotificationStore;
  readonly imports: ImportStore;
  readonly documents: DocumentStore;
  readonly thumbnails: ThumbnailStore;
  readonly leftChanges: LeftChangeStore;
}
