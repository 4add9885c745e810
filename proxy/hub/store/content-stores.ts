/** The part of the store (store.ts) that is about what left or should have: uploads and postings. */
import type { PostingRecord } from '../../../shared/audit/content-record.ts';
import type { ChangeRecord, DecisionRecord, OutcomeRecord } from '../../../shared/audit/record.ts';
import type { Action } from '../../../shared/policy/decision.ts';
import type { PostingFilter, PostingRow } from '../../../shared/protocol/postings.ts';
import type { UploadFilter } from '../../../shared/protocol/uploads.ts';
import type { LeftChange } from './store.ts';

export interface DecisionRow {
  readonly terminal: string;
  readonly seq: number;
  readonly record: DecisionRecord;
}

/** What belongs to a decision. */
export interface Related {
  readonly acknowledged: ChangeRecord | null;
  /** A copy with masked values was made for the person to send instead. */
  readonly copied: ChangeRecord | null;
  readonly outcome: OutcomeRecord | null;
}

export interface UploadStore {
  /** Newest first. @throws BadPlace */
  page(
    filter: UploadFilter,
    before: string | null,
    limit: number,
  ): Promise<{ uploads: DecisionRow[]; next: string | null }>;
  countSince(since: string): Promise<number>;
  /** The decision that stands there; null where it is none, or is there no more. */
  decision(terminal: string, seq: number, at: string): Promise<DecisionRecord | null>;
  related(rows: readonly DecisionRow[]): Promise<(terminal: string, id: string) => Related>;
}

export interface Review {
  readonly at: string;
  readonly by: string;
  readonly note: string;
}

export interface StoredPosting {
  /** `terminal-seq-place` */
  readonly id: string;
  readonly terminal: string;
  readonly seq: number;
  readonly decision: string;
  readonly at: string;
  readonly user: string | null;
  readonly unit: string | null;
  readonly fate: PostingRow['fate'];
  readonly would: Action | null;
  readonly posting: PostingRecord;
  readonly taken: boolean | null;
  readonly address: string | null;
  /** It left, and its rules ask that somebody looks at it. */
  readonly wantsReview: boolean;
  readonly reviewed: Review | null;
  /** What happened to the post afterwards; null: nothing that is known of. */
  readonly editedAt: string | null;
  readonly deletedAt: string | null;
  /** When it was first missing in the account's own list. */
  readonly goneAt: string | null;
  /** Oldest first; at most the last is not done. */
  readonly corrections: readonly StoredCorrection[];
}

export type CorrectionState = 'open' | 'overdue' | 'done';

export interface StoredCorrection {
  readonly number: number;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  /** A date in Japan, and the moment at which it is over. */
  readonly due: string;
  readonly dueAt: string;
  /** An edit or deletion of the post has left since. */
  readonly changed: boolean;
  /** Said by hand. */
  readonly done: { readonly at: string; readonly by: string; readonly word: string } | null;
}

/** One that is not done, with what it is about. */
export interface OpenCorrection
  extends Pick<StoredCorrection, 'number' | 'at' | 'by' | 'due' | 'dueAt'> {
  /** The id of its posting. */
  readonly posting: string;
  readonly service: string;
  readonly account: string | null;
  readonly user: string | null;
  readonly decision: string;
}

export interface PostingComment {
  readonly number: number;
  readonly at: string;
  readonly by: string;
  readonly text: string;
}

/** Postings before these times are overdue. */
export interface ReviewTerms {
  readonly byService: ReadonlyMap<string, string>;
  readonly others: string;
  /** Orders to correct that are due by then are overdue. */
  readonly now: string;
}

export interface PostingQuery extends PostingFilter {
  /** null: all. */
  readonly services: readonly string[] | null;
  readonly terms: ReviewTerms;
}

/** The newest post of an account, as accountKey folds it. */
export interface LastPost {
  readonly service: string;
  readonly account: string;
  readonly at: string;
}

/** They come in and go with the records of their day. */
export interface PostingStore {
  /** Newest first. @throws BadPlace */
  page(
    query: PostingQuery,
    before: string | null,
    limit: number,
  ): Promise<{ postings: StoredPosting[]; next: string | null }>;
  /** Newest first, in portions. */
  walk(query: PostingQuery): AsyncIterable<StoredPosting[]>;
  /**
   * Puts some of the postings that an earlier program kept into the index of words; until it answers
   * false a search looks through all texts.
   */
  fillIndex(): Promise<boolean>;
  byId(id: string): Promise<StoredPosting | null>;
  /** All that belongs to the same post, itself among them, oldest first. */
  thread(id: string): Promise<StoredPosting[]>;
  /** Those to review, those that left first before the others. */
  queue(services: readonly string[] | null, limit: number): Promise<StoredPosting[]>;
  /** One at a time: whoever comes second gets the one that is open. */
  orderCorrection(
    id: string,
    order: Pick<StoredCorrection, 'at' | 'by' | 'reason' | 'due' | 'dueAt'>,
    left?: readonly LeftChange[],
  ): Promise<'ordered' | 'missing' | StoredCorrection>;
  /** Said once: whoever comes second gets what it is already. */
  endCorrection(
    id: string,
    number: number,
    done: NonNullable<StoredCorrection['done']>,
    left?: readonly LeftChange[],
  ): Promise<'done' | 'missing' | StoredCorrection>;
  countCorrections(
    services: readonly string[] | null,
    now: string,
  ): Promise<{ open: number; overdue: number }>;
  /** Given or due since then (ISO), the oldest first, at most 500. */
  openCorrections(since: string): Promise<OpenCorrection[]>;
  /** Oldest first. */
  comments(id: string): Promise<PostingComment[]>;
  comment(
    id: string,
    comment: Omit<PostingComment, 'number'>,
    left?: readonly LeftChange[],
  ): Promise<'done' | 'missing'>;
  /** Once: whoever comes second is told who was first. */
  review(
    id: string,
    review: Review,
    left?: readonly LeftChange[],
  ): Promise<'done' | 'missing' | 'not-open' | Review>;
  /** @param span days in Japan, both included */
  days(span: {
    readonly since: string;
    readonly until: string;
    readonly services: readonly string[] | null;
  }): Promise<{ day: string; service: string; fate: string; count: number }[]>;
  countOpen(
    services: readonly string[] | null,
    terms: ReviewTerms,
  ): Promise<{ open: number; overdue: number; disaster: number }>;
  /** Those that have postings. */
  services(): Promise<string[]>;
  /** What left and was not refused, before a moment. */
  lastPosts(services: readonly string[], until: string): Promise<LastPost[]>;
}
