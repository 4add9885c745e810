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
}

/** Postings before these times are overdue. */
export interface ReviewTerms {
  readonly byService: ReadonlyMap<string, string>;
  readonly others: string;
}

export interface PostingQuery extends PostingFilter {
  /** null: all. */
  readonly services: readonly string[] | null;
  readonly terms: ReviewTerms;
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
  byId(id: string): Promise<StoredPosting | null>;
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
  ): Promise<{ open: number; overdue: number }>;
  /** Those that have postings. */
  services(): Promise<string[]>;
}
