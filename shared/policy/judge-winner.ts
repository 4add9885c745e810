/**
 * What the strongest entry comes to. One that lets through may ask for more than the destination:
 *   1. readOnly: GET, HEAD and OPTIONS; a WebSocket is a way to write  → block  read-only
 */
import type { Destination } from '../destination/destination.ts';
import type { CompiledPolicy } from './compile.ts';
import type { CompiledEntry } from './compile-lists.ts';
import type { Judgement } from './decision.ts';
import type { Initiator } from './initiator.ts';

/** What is seen of a request. */
export interface Seen {
  readonly destination: Destination;
  readonly initiator: Initiator;
  /** null: nobody sees it, as at CONNECT. */
  readonly method: string | null;
}

export type Terms = Pick<CompiledPolicy, 'default'>;

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export function judgeWinner(winner: CompiledEntry | null, terms: Terms, seen: Seen): Judgement {
  const plain = judgePlain(winner, terms, seen);
  if (plain.action === 'block') return plain;
  const reason = objection(winner, seen);
  if (reason === null) return plain;
  return { action: 'block', reason, rule: plain.rule, clause: plain.clause };
}

function judgePlain(
  winner: CompiledEntry | null,
  { default: normal }: Terms,
  { initiator }: Seen,
): Judgement {
  if (winner === null) {
    return { action: normal, reason: 'default', rule: 'destinations.default', clause: null };
  }
  const { action, rule, clause, initiators } = winner;
  const isUnseen = initiators.length > 0 && initiator === 'unseen';
  return { action, reason: 'entry', rule, clause, ...(isUnseen && { initiatorUnseen: true }) };
}

function objection(winner: CompiledEntry | null, seen: Seen): Judgement['reason'] | null {
  if (winner?.readOnly === true && isWrite(seen)) return 'read-only';
  return null;
}

/** Bytes go both ways in a WebSocket, though it begins with a GET. */
function isWrite({ method, destination: { scheme } }: Seen): boolean {
  if (method === null) return false;
  return !reading.has(method.toUpperCase()) || scheme === 'ws' || scheme === 'wss';
}

/** Whether it opens something, but not everything that can be done there. */
export function isLimited({ action, readOnly }: CompiledEntry): boolean {
  return action !== 'block' && readOnly;
}
