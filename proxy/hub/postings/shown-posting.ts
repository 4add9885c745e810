/** A stored posting as the console shows it: with names, its due day and the state of its review. */
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Correction } from '../../../shared/protocol/posting-notes.ts';
import type { PostingRow } from '../../../shared/protocol/postings.ts';
import type { ReviewTerms, StoredCorrection, StoredPosting } from '../store/content-stores.ts';
import { dueOf } from './review-terms.ts';
import { serviceTitle } from './service-title.ts';

export function shownPosting(
  stored: StoredPosting,
  policy: Pick<Policy, 'posting' | 'users'>,
  terms: ReviewTerms,
): PostingRow {
  const { id, decision, at, user, unit, fate, would, taken, address } = stored;
  const { attachments, review: _, ...posting } = stored.posting;
  const last = stored.corrections.at(-1);
  const name = policy.users?.find((each) => each.id === user)?.name ?? null;
  return {
    ...posting,
    id,
    title: serviceTitle(policy, posting.service),
    decision,
    at,
    who: { user, name, unit },
    fate,
    would,
    attachments: attachments.length,
    outcome: { taken, address },
    review: shownReview(stored, policy, terms),
    editedAt: stored.editedAt,
    deletedAt: stored.deletedAt,
    goneAt: stored.goneAt,
    correction: last === undefined ? null : shownCorrection(last, terms.now).state,
  };
}

/** @param now ISO */
export function shownCorrection({ dueAt, ...order }: StoredCorrection, now: string): Correction {
  const isDone = order.done !== null || order.changed;
  return { ...order, state: isDone ? 'done' : dueAt <= now ? 'overdue' : 'open' };
}

export function shownReview(
  { at, posting: { service }, wantsReview, reviewed }: StoredPosting,
  policy: Pick<Policy, 'posting'>,
  terms: ReviewTerms,
): PostingRow['review'] {
  const due = wantsReview || reviewed !== null ? dueOf(policy, service, at) : null;
  if (reviewed !== null) return { state: 'reviewed', due, ...reviewed };
  const none = { by: null, at: null, note: null };
  if (!wantsReview) return { state: 'none', due, ...none };
  const isOver = at < (terms.byService.get(service) ?? terms.others);
  return { state: isOver ? 'overdue' : 'open', due, ...none };
}
