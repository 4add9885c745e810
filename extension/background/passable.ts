/** May the block page go on to its URL by itself? */
import type { Reason } from '../../shared/policy/decision.ts';
import type { Stopped } from '../messages.ts';

/**
 * Reasons that a new policy can lift, as the extension can tell. A closed zone is found out on the
 * resolved address, and an unseen path in the proxy: there the projection says nothing.
 */
const liftable: ReadonlySet<Reason> = new Set([
  'entry',
  'default',
  'port-not-open',
  'address-literal',
  'embedded-copy',
  'look-alike',
  'no-policy',
  'policy-expired',
  'unknown-user',
  'term-ended',
]);
/** A page that opens, is refused, and opens again must not go round for ever. */
const retriesAtMost = 3;

/**
 * @param allowed what the projection says of the URL now; null without a projection
 * @param answering link and credential work
 */
export function isPassable(stopped: Stopped, allowed: boolean | null, answering: boolean): boolean {
  // Nobody is stopped for this again once somebody is enrolled, however often the person tried before.
  if (stopped.obstacle === 'not-enrolled') return answering;
  if (stopped.retries >= retriesAtMost) return false;
  // What the policy says is then told by the refusal itself.
  if (stopped.decision === null) return answering;
  // The barrier had let it through: only the person can tell whether to try again.
  if (stopped.decision.failure !== undefined) return false;
  return liftable.has(stopped.decision.reason) && allowed === true;
}
