/** Refusals of the past, held against the policy of now: what somebody has opened since is no want. */
import { type Destination, parseDestination } from '../../../shared/destination/destination.ts';
import type { CompiledPolicy } from '../../../shared/policy/compile.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import type { AskingPage } from '../../../shared/policy/initiator.ts';
import type { Observed } from '../../../shared/policy/propose-list.ts';

export type Standing =
  /** No entry says anything of it. */
  | { readonly by: 'default' }
  /** An entry stops it: it was decided on. */
  | { readonly by: 'entry'; readonly rule: string };

/** null: it would come through now, or could not be reached by any entry. */
export function stillRefused(
  { host, port, initiator, navigated, user, unit }: Observed,
  policy: CompiledPolicy,
  now: number,
): Standing | null {
  const destination = destinationOf(host, port);
  if (destination === null) return null;
  const asking = askingPage(initiator, navigated);
  const request = { destination, ...asking, user, unit, terminal: null, at: now };
  const { action, would = action, reason, rule } = decideDestination(policy, request, '');
  if (would !== 'block') return null;
  if (reason === 'default') return { by: 'default' };
  return reason === 'entry' ? { by: 'entry', rule: rule ?? '' } : null;
}

export function destinationOf(host: string, port: number): Destination | null {
  const parsed = parseDestination(`${port === 80 ? 'http' : 'https'}://${urlHost(host)}:${port}/`);
  return parsed.ok ? parsed.destination : null;
}

/** What is opened in a tab is asked for by the person. */
function askingPage(initiator: string | null, navigated: number): AskingPage {
  if (navigated > 0) return { initiator: null };
  return initiator === null
    ? { initiatorUnseen: true }
    : { initiator: `https://${urlHost(initiator)}/` };
}

function urlHost(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
