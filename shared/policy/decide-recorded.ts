/**
 * What a policy says to a decision that was recorded under another one. Of a request the record
 * keeps no query, and of a path and a host only what the mask left: where an entry that looks at
 * what is missing could turn the answer, there is none, and the reason is said instead.
 */
import { holdsMask, mask } from '../audit/mask.ts';
import type { DecisionRecord } from '../audit/record.ts';
import { type Destination, parseAuthority, parseDestination } from '../destination/destination.ts';
import { type Match, matches, mayMatch } from '../destination/match.ts';
import { compare, strongest } from '../destination/precedence.ts';
import type { CompiledPolicy } from './compile.ts';
import type { CompiledEntry } from './compile-lists.ts';
import {
  type DestinationRequest,
  decideAddress,
  decideConnect,
  decideDestination,
  decideWithoutCredential,
  guard,
} from './decide-destination.ts';
import { type Action, type Decision, decide, type Reason } from './decision.ts';
import { hostEntries } from './judge-entries.ts';

/** Why a recorded decision cannot be held against a policy. */
export const incomparableReasons = [
  'no-destination', // the record names none, or none that can be read
  'masked', // an entry looks at a part that the mask took out of the record
  'query-not-recorded', // an entry looks at the query, which no record keeps
  'path-not-seen', // a tunnel whose paths nobody saw, and an entry that looks at the path
  'content', // what was sent decides, and no record keeps that
  'trouble', // no policy was there, it had expired, or something was broken
] as const;
export type Incomparable = (typeof incomparableReasons)[number];

/** What of a recorded decision a policy is asked: nothing else may turn the answer. */
export interface Question {
  /** `tunnel`: host and port alone were seen. `open`: a program without a credential. */
  readonly way: 'tunnel' | 'request' | 'open';
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  /** null where it was not seen. */
  readonly path: string | null;
  readonly method: string | null;
  readonly initiator: string | null;
  readonly user: string | null;
  readonly unit: string | null;
  /** The machine it came from; null where it is not known. */
  readonly terminal: string | null;
  /** What the name resolved to; null where it was not looked up. */
  readonly address: string | null;
  /** Epoch ms. */
  readonly at: number;
}

export type Answer =
  | {
      readonly action: Action;
      readonly would: Action | null;
      readonly reason: Reason;
      readonly rule: string | null;
    }
  | { readonly why: Incomparable };

type Asked = Pick<
  DecisionRecord,
  'act' | 'who' | 'destination' | 'method' | 'initiator' | 'reason' | 'address' | 'at'
>;

/** @returns null where the record names no destination */
export function questionOf(record: Asked, terminal: string | null): Question | null {
  const { destination, who, method, initiator, address, reason } = record;
  if (destination === null) return null;
  const seen = record.act !== 'connect' && destination.path !== null;
  return {
    way: reason === 'without-credential' ? 'open' : seen ? 'request' : 'tunnel',
    scheme: destination.scheme,
    host: destination.host,
    port: destination.port,
    path: seen ? destination.path : null,
    method,
    initiator,
    user: who.user,
    unit: who.unit,
    terminal,
    address,
    at: Date.parse(record.at),
  };
}

/** Decides afresh. */
export function answerTo(policy: CompiledPolicy, question: Question): Answer {
  const answer = hostAnswer(policy, question);
  return isOpen(answer) ? (closedAddress(policy, question) ?? answer) : answer;
}

/** What is said before the name is resolved. */
export function hostAnswer(policy: CompiledPolicy, question: Question): Answer {
  if (holdsMask(question.host)) return { why: 'masked' };
  const destination = destinationOf(question);
  if (destination === null) return { why: 'no-destination' };
  const decision = decideOn(policy, requestOf(question, destination), question);
  return 'why' in decision ? decision : said(decision);
}

/** Then the address that the name resolved to is looked at. */
export function isOpen(answer: Answer): boolean {
  return 'action' in answer && answer.action !== 'block';
}

/** The zone guard on the address; null where it may be connected to, or was not looked up. */
export function closedAddress(policy: CompiledPolicy, question: Question): Answer | null {
  const { address } = question;
  const destination = address === null ? null : destinationOf(question);
  if (address === null || destination === null) return null;
  const closed = decideAddress(policy, destination, address);
  return closed === null ? null : said(decide(closed, 'enforce', ''));
}

function decideOn(
  policy: CompiledPolicy,
  request: DestinationRequest,
  { way, path }: Question,
): Decision | { readonly why: Incomparable } {
  switch (way) {
    case 'open':
      return decideWithoutCredential(policy, request, '') ?? needsCredential();
    case 'tunnel': {
      const decision = decideConnect(policy, request, '');
      return 'depends' in decision ? { why: 'path-not-seen' } : decision;
    }
    case 'request': {
      const decision = decideDestination(policy, request, '');
      const isCut = path !== null && isMasked(path);
      return hiddenRival(policy, request, decision, isCut) ?? decision;
    }
    default:
      return way satisfies never;
  }
}

/** A program that cannot answer a 407 goes nowhere then. */
function needsCredential(): Decision {
  const rule = 'destinations.withoutCredential';
  const refused = { action: 'block', reason: 'without-credential', rule, clause: null } as const;
  return decide(refused, 'enforce', '');
}

/**
 * An entry that looks at what the record has not got, would win, and acts otherwise. Entries that
 * win but act the same leave the action as it is.
 */
function hiddenRival(
  policy: CompiledPolicy,
  request: DestinationRequest,
  decision: Decision,
  isCut: boolean,
): { readonly why: Incomparable } | null {
  const { destination } = request;
  const asked = guard(policy, request);
  if ('action' in asked || decision.reason === 'unsupported-scheme') return null;
  const near = hostEntries(policy.entries, asked).filter(({ match }) =>
    mayMatch(match, destination),
  );
  const isHidden = ({ query, path }: Match) => query !== null || (isCut && path !== null);
  const hidden = near.filter(({ match }) => isHidden(match));
  if (hidden.length === 0) return null;
  const holds = ({ match, action }: CompiledEntry) =>
    matches(match, destination, action === 'allow');
  const sure = strongest(near.filter((entry) => !isHidden(entry.match) && holds(entry)));
  const byHidden = hidden.some(({ rule }) => rule === decision.rule);
  const plain = byHidden ? (sure?.action ?? policy.default) : (decision.would ?? decision.action);
  const rivals = hidden.filter(
    (entry) =>
      entry.action !== plain &&
      (isCut || hasPath(entry, destination)) &&
      (sure === null || compare(entry, sure).order > 0),
  );
  if (rivals.length === 0) return null;
  return {
    why: rivals.every(({ match }) => match.query === null) ? 'masked' : 'query-not-recorded',
  };
}

function hasPath({ match, action }: CompiledEntry, { path }: Destination): boolean {
  return match.path === null || match.path(path, action === 'allow');
}

/** The mask shortens long paths as well: mask.ts ends them with `…`. */
function isMasked(path: string): boolean {
  return path.includes(mask) || path.includes('…') || holdsMask(path);
}

/** null where it cannot be read. */
export function destinationOf({ scheme, host, port, path }: Question): Destination | null {
  const place = `${host.includes(':') ? `[${host}]` : host}${port === 0 ? '' : `:${port}`}`;
  const parsed =
    path === null ? parseAuthority(place) : parseDestination(`${scheme}://${place}${path}`);
  return parsed.ok ? parsed.destination : null;
}

function requestOf(
  { method, initiator, user, unit, terminal, at }: Question,
  destination: Destination,
): DestinationRequest {
  const request = {
    destination,
    ...(method !== null && { method }),
    ...(initiator !== null && { initiator }),
    user,
    unit,
    terminal,
    at,
  };
  return request;
}

function said({ action, would, reason, rule }: Decision): Answer {
  return { action, would: would ?? null, reason, rule };
}
