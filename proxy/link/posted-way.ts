/** Of a stopped posting: may its person pick a topic, or send it for approval; and what is different. */
import { draftActSchema } from '../../shared/protocol/drafts.ts';
import type { DecisionSummary } from '../../shared/protocol/link.ts';
import type { HeldPostings } from '../record/held-postings.ts';
import type { PolicyHolder } from './policy-holder.ts';
import type { PostingDrafts } from './posting-drafts.ts';
import { topicsFor } from './routes/drafts.ts';

export function withPostedWay(
  decision: DecisionSummary,
  user: string,
  {
    drafts,
    postings,
    policy,
  }: {
    readonly drafts: Pick<PostingDrafts, 'asked' | 'list'>;
    readonly postings: Pick<HeldPostings, 'of' | 'draftOf'>;
    readonly policy: Pick<PolicyHolder, 'current'>;
  },
): DecisionSummary {
  const { reason } = decision;
  const waits = reason === 'approval-missing' || reason === 'approval-differs';
  if (!waits && reason !== 'topic-missing') return decision;
  const held = postings.of(user, decision.id);
  const [posting] = held;
  if (posting === undefined) return decision;
  const topics = topicsFor(held, policy);
  const sent = postings.draftOf(user, decision.id);
  const draft = sent === null ? undefined : drafts.list(user).find(({ id }) => id === sent);
  const { near } = posting;
  return {
    ...decision,
    posted: {
      topics,
      mayPick: reason === 'topic-missing' && topics.length > 0,
      maySend:
        waits &&
        held.length === 1 &&
        sent === null &&
        posting.account !== null &&
        posting.files !== null &&
        draftActSchema.safeParse(posting.act).success,
      difference:
        near === null ? null : { text: [...near.difference.text], files: near.difference.files },
      draft: draft ?? (near === null ? null : drafts.asked(near.draft)),
    },
  };
}
