/**
 * Does the TLS greeting inside a tunnel name the tunnel's own host? A server that answers for many
 * hosts goes by that name, whatever the CONNECT said (domain fronting).
 */
import { canonicalHost } from '../destination/canonical-host.ts';
import type { Destination } from '../destination/destination.ts';
import type { CompiledPolicy } from './compile.ts';
import { type Decision, decide, type Judgement } from './decision.ts';

/** As it was sent; null: none; `unreadable`: the greeting is malformed, or was cut off. */
export type ServerName = { readonly text: string } | 'unreadable' | null;

/** @returns null where all is in order, and nothing is to be recorded */
export function decideServerName(
  { sniMismatch, mode }: Pick<CompiledPolicy, 'sniMismatch' | 'mode'>,
  destination: Destination,
  named: ServerName,
  id: string,
): Decision | null {
  if (named === null) {
    // An address is never sent as a name (RFC 6066, 3).
    return destination.kind === 'address' ? null : decide(judgement('absent', 'allow'), mode, id);
  }
  if (named !== 'unreadable' && canonicalHost(named.text)?.host === destination.host) return null;
  const rule = named === 'unreadable' ? 'unreadable' : 'other';
  return decide(judgement(rule, sniMismatch === 'block' ? 'block' : 'allow'), mode, id);
}

function judgement(found: string, action: Judgement['action']): Judgement {
  return { action, reason: 'host-mismatch', rule: `intercept.sniMismatch/${found}`, clause: null };
}
