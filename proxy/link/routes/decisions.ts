/** For the block page: why was this refused? Only the caller's own decisions. */
import { parseDestination } from '../../../shared/destination/destination.ts';
import type { LinkAnswer, LinkBody } from '../../../shared/protocol/link.ts';
import type { HeldPostings } from '../../record/held-postings.ts';
import type { RecentDecisions } from '../../record/recent-decisions.ts';
import type { Caller } from '../credentials.ts';
import type { PolicyHolder } from '../policy-holder.ts';
import { withPostedWay } from '../posted-way.ts';
import type { PostingDrafts } from '../posting-drafts.ts';

export function decisionsRoute(options: {
  recent: RecentDecisions;
  drafts: Pick<PostingDrafts, 'asked' | 'list'>;
  postings: Pick<HeldPostings, 'of' | 'draftOf'>;
  policy: Pick<PolicyHolder, 'current'>;
  now: () => number;
}): (body: LinkBody<'decisions'>, caller: Caller) => Promise<LinkAnswer<'decisions'>> {
  const { recent, now } = options;
  return async (body, { person }) => {
    if ('id' in body) {
      const found = recent.byId(person.user, body.id);
      return { decisions: found ? [withPostedWay(found, person.user, options)] : [] };
    }
    const since = now() - body.withinMs;
    const host = canonical(body.host);
    return { decisions: recent.byHost(person.user, host, body.port, since) };
  };
}

/** Browsers write IPv6 in brackets, and may write a dot at the end. */
function canonical(host: string): string {
  const parsed = parseDestination(`https://${host}/`);
  return parsed.ok ? parsed.destination.host : host;
}
