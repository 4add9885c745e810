/** The part of the store (store.ts) that is about proposals: changes that wait for signatures. */
import type { Change, Difference, Problem } from '../../../shared/protocol/policy-change.ts';
import type { Proposal, Signature } from '../../../shared/protocol/proposals.ts';
import type { LeftChange, RequestAnswer } from './store.ts';

/** Without what its changes are: those are read one proposal at a time. */
export interface ProposalRow {
  readonly number: number;
  readonly base: number;
  readonly by: string;
  readonly contributors: readonly string[];
  readonly at: string;
  readonly note: string;
  readonly state: Proposal['state'];
  readonly content: string;
  readonly request: string | null;
  /** In the order of signing, also of those whose signature does not count any more. */
  readonly signatures: readonly Signature[];
  readonly revision: number | null;
  readonly closed: Signature | null;
  readonly counts: Proposal['counts'];
}

export interface StoredProposal extends ProposalRow {
  readonly changes: readonly Change[];
  /** Of the request for access that it answers when it is published. */
  readonly answer: RequestAnswer | null;
  /** As it was when it was proposed. */
  readonly checked: { readonly difference: Difference; readonly problems: readonly Problem[] };
}

export type NewProposal = Omit<
  StoredProposal,
  'number' | 'state' | 'signatures' | 'revision' | 'closed'
>;

export interface ProposalStore {
  /**
   * null: the request that it answers is answered, or another open proposal answers it.
   * @param left the records, once the number is known
   */
  create(
    proposal: NewProposal,
    left: (number: number) => readonly LeftChange[],
  ): Promise<number | null>;
  byNumber(number: number): Promise<StoredProposal | null>;
  /** Newest first, at most 200. */
  list(state: 'open' | 'closed'): Promise<ProposalRow[]>;
  /** `changed`: it is open, with another content. `again`: this person has signed it. */
  sign(
    number: number,
    content: string,
    signature: Signature,
    left: readonly LeftChange[],
  ): Promise<'signed' | 'closed' | 'changed' | 'again'>;
  /** false: it is not open any more. */
  close(
    number: number,
    closing: Signature & { readonly state: 'returned' | 'withdrawn' },
    left: readonly LeftChange[],
  ): Promise<boolean>;
  /** It stands on a newer revision, unchanged. */
  moveTo(number: number, base: number): Promise<void>;
}
