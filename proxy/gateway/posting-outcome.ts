/** What became of the postings of a request, for its outcome line and for the approvals that it used. */
import type { PostingRecord, PostingResult } from '../../shared/audit/content-record.ts';
import type { DraftGate } from './draft-gate.ts';
import type { FailureCode } from './statuses.ts';

/** Ends before a connection stood: nothing of the request has left. */
const neverSent: ReadonlySet<string> = new Set<FailureCode | 'aborted-before'>([
  'aborted-before',
  'destination-not-found',
  'destination-lookup-failed',
  'destination-refused',
  'destination-unreachable',
  'tls-failed',
  'tls-failed-expired',
  'tls-failed-name',
  'tls-failed-untrusted',
]);

/** @param results as the answer says it; null: there is nobody who reads it */
export function postingOutcome(
  end: string,
  postings: readonly PostingRecord[],
  results: Promise<readonly PostingResult[]> | null,
): Promise<readonly PostingResult[]> | null {
  if (results === null || !neverSent.has(end)) return results;
  return Promise.resolve(postings.map(() => ({ taken: false, address: null })));
}

/** An approval whose posting is known not to be taken may be used again. */
export function settleDrafts(
  gate: DraftGate | undefined,
  decision: string,
  postings: readonly PostingRecord[],
  results: Promise<readonly PostingResult[]> | null,
): void {
  if (gate === undefined || !postings.some(({ approval }) => approval !== undefined)) return;
  void (results ?? Promise.resolve([]))
    .then((all) =>
      gate.drafts.settle(
        decision,
        all.map(({ taken }) => taken),
      ),
    )
    .catch(() => {});
}
