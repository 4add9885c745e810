/** For the block page: why was this refused? Only the caller's own decisions. */
import type { LinkAnswer, LinkBody } from '../../../shared/protocol/link.ts';
import type { RecentDecisions } from '../../record/recent-decisions.ts';
import type { Caller } from '../credentials.ts';

export function decisionsRoute(options: {
  recent: RecentDecisions;
  now: () => number;
}): (body: LinkBody<'decisions'>, caller: Caller) => Promise<LinkAnswer<'decisions'>> {
  const { recent, now } = options;
  return async (body, { person }) => {
    if ('id' in body) {
      const found = recent.byId(person.user, body.id);
      return { decisions: found ? [found] : [] };
    }
    const since = now() - body.withinMs;
    return { decisions: recent.byHost(person.user, body.host, body.port, since) };
  };
}
