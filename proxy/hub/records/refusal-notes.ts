/** Refused calls become audit records: of each kind and place one a minute, however many come. */

import type { RefusalCode } from '../refusals.ts';
import type { Change } from './hub-audit.ts';

const minute = 60_000;
const mostKinds = 1000;

/** Not a session that has ended, nor a conflict: what comes in order from nobody's browser. */
const noted: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'malformed',
  'invalid',
  'chain-broken',
  'token-refused',
  'join-refused',
  'host-refused',
  'origin-refused',
  'forbidden',
  'too-large',
  'media-type',
  'too-many-attempts',
  'link-used',
]);

export interface RefusedCall {
  readonly code: RefusalCode;
  readonly actor: string | null;
  /** Method and route as registered, never the address that was typed. */
  readonly route: string;
}

export function createRefusalNotes(
  record: (change: Change) => Promise<void>,
  now: () => number,
): (call: RefusedCall) => Promise<void> {
  const last = new Map<string, number>();
  return async ({ code, actor, route }) => {
    if (!noted.has(code)) return;
    const kind = JSON.stringify([code, actor, route]);
    const before = last.get(kind);
    if (before !== undefined && now() - before < minute) return;
    if (last.size >= mostKinds) last.clear();
    last.set(kind, now());
    await record({ act: 'hub-refused', actor, subject: route, detail: code });
  };
}
