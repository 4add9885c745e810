/**
 * What the strongest entry comes to. One that lets through may ask for more than the destination:
 *   1. a service past its review                                       → block  service-review-due
 *   2. https, wss or ws on a port of their own, which no entry names    → block  port-not-open
 *   3. an address that no entry names                                  → block  address-literal
 *   4. readOnly: GET, HEAD and OPTIONS; a WebSocket is a way to write  → block  read-only
 *   5. a service that is open for other functions alone                → block  function-not-open
 * `zones.open` names address and port, as an entry would. Neither 2 nor 3 for Chromium's own lists.
 */
import type { Destination } from '../destination/destination.ts';
import type { CompiledPolicy } from './compile.ts';
import type { CompiledEntry } from './compile-lists.ts';
import type { Judgement } from './decision.ts';
import { functionsOf, isOpenFor, type SentContent } from './functions-of.ts';
import type { Initiator } from './initiator.ts';
import { opensZone } from './zones.ts';

/** What is seen of a request. */
export interface Seen {
  readonly destination: Destination;
  readonly initiator: Initiator;
  /** null: nobody sees it, as at CONNECT. */
  readonly method: string | null;
  /** null: not seen yet. */
  readonly sent: SentContent | null;
  /** Epoch ms. */
  readonly at: number;
}

export type Terms = Pick<CompiledPolicy, 'default' | 'policyServices' | 'schemes' | 'zones'>;

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export function judgeWinner(winner: CompiledEntry | null, terms: Terms, seen: Seen): Judgement {
  const plain = judgePlain(winner, terms, seen);
  if (plain.action === 'block') return plain;
  const reason =
    placeObjection(winner, terms, seen) ?? (winner && useObjection(winner, terms, seen));
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

/** What the entry says of where: also a policy that allows by default names no port and no address. */
function placeObjection(
  winner: CompiledEntry | null,
  { schemes, zones }: Terms,
  { destination, at }: Seen,
): Judgement['reason'] | null {
  if (winner?.service != null && at >= winner.service.reviewBy) return 'service-review-due';
  if (schemes === 'every' || opensZone(zones, destination)) return null;
  const match = winner?.match;
  if (!isUsualPort(destination) && (match?.port ?? null) === null) return 'port-not-open';
  return destination.kind === 'address' && (match?.key ?? '') === '' ? 'address-literal' : null;
}

/** Of what goes by CONNECT; plain HTTP goes to any port. */
function isUsualPort({ scheme, port }: Destination): boolean {
  return scheme === 'http' || port === (scheme === 'ws' ? 80 : 443);
}

function useObjection(
  { readOnly, service }: CompiledEntry,
  { policyServices }: Terms,
  seen: Seen,
): Judgement['reason'] | null {
  const { method, destination, sent } = seen;
  if (method === null) return null;
  if (readOnly && isWrite(method, destination)) return 'read-only';
  const open = service?.functions ?? null;
  if (open === null) return null;
  const functions = functionsOf({ method, destination, sent, policyServices });
  return isOpenFor(functions, open) ? null : 'function-not-open';
}

/** Bytes go both ways in a WebSocket, though it begins with a GET. */
function isWrite(method: string, { scheme }: Destination): boolean {
  return !reading.has(method.toUpperCase()) || scheme === 'ws' || scheme === 'wss';
}

/** Whether it opens something, but not everything that can be done there. */
export function isLimited({ action, readOnly, service }: CompiledEntry): boolean {
  return action !== 'block' && (readOnly || (service?.functions ?? null) !== null);
}

/** Whether the content, which is not seen yet, may change what the winner comes to. */
export function asksForContent(
  winner: CompiledEntry | null,
  { policyServices }: Terms,
  { method, destination }: Seen,
): boolean {
  if (method === null || (winner?.service?.functions ?? null) === null) return false;
  return !functionsOf({ method, destination, sent: null, policyServices }).isWhole;
}
