/** For the popup: who I am, which policy, whether proxy and hub live, the last decisions. */
import type { LinkAnswer } from '../../../shared/protocol/link.ts';
import type { RecentDecisions } from '../../record/recent-decisions.ts';
import type { Caller } from '../credentials.ts';
import type { HubClient } from '../hub-link.ts';
import type { PolicyHolder } from '../policy-holder.ts';

const shown = 20;

export function statusRoute(options: {
  terminal: string;
  policy: PolicyHolder;
  hub: HubClient;
  recent: RecentDecisions;
  /** ISO: when this proxy started. */
  since: string;
}): (body: object, caller: Caller) => Promise<LinkAnswer<'status'>> {
  const { terminal, policy, hub, recent, since } = options;
  return async (_body, { person }) => ({
    terminal,
    person,
    policy: policyStatus(policy),
    proxy: { state: 'running', since },
    hub: hub.state(),
    decisions: recent.latest(person.user, shown),
  });
}

function policyStatus(policy: PolicyHolder): LinkAnswer<'status'>['policy'] {
  const now = policy.current();
  if (now.state === 'none') return { state: 'none', revision: null, mode: null, published: null };
  const { state, revision, published } = now;
  return { state, revision, published, mode: now.policy.mode };
}
