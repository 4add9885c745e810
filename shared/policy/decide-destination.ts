/**
 * May this person go there? The order of evaluation:
 *   0. no usable destination                    → block  malformed          (decideMalformed, by the caller)
 *   1. a scheme that is not http, https, ws, wss → block  unsupported-scheme
 *   2. an address (also localhost) in a closed zone, unless address:port is open → block  zone-closed
 *   3. the policy has users and this is none of them → block  unknown-user; before or past the term → term-ended
 *   4. the strongest entry that is in scope and matches (precedence.ts)  → its action  entry
 *   5. nothing matches                          → destinations.default      default
 *   6. what lets through may ask for more (judge-winner.ts)             → block  its own reason
 *   7. let through by no entry that names the domain, and it imitates the city's own name, or a
 *      public body's                          → warn                      look-alike
 *   8. a copy of another page (a translation, a cache, an archive): the page that it shows is judged
 *      in the same way, and where that is stricter it counts                  embedded-copy
 * Names are not resolved here: the gateway asks decideAddress about every address it resolves.
 */
import type { Destination } from '../destination/destination.ts';
import { servesCopies } from '../destination/embedded.ts';
import { needsPath } from '../destination/match.ts';
import { strongest } from '../destination/precedence.ts';
import { hostsInclude } from '../posting/hosts.ts';
import type { CompiledPolicy } from './compile.ts';
import type { CompiledEntry } from './compile-lists.ts';
import { type Decision, decide, type Judgement } from './decision.ts';
import type { SentContent } from './functions-of.ts';
import { type AskingPage, type Initiator, readInitiator } from './initiator.ts';
import { judgeCopies, withCopies } from './judge-copies.ts';
import { type Asked, hostEntries, judgeHost, matchingEntries } from './judge-entries.ts';
import { judgeLookAlike, namesDomain } from './judge-look-alike.ts';
import { asksForContent, judgeWinner } from './judge-winner.ts';
import { anybody, type Person } from './scope.ts';
import { judgeAddress } from './zones.ts';

export interface DestinationRequest extends AskingPage {
  readonly destination: Destination;
  readonly method?: string;
  /** What is sent, once it was looked at: then the functions of a service are known for sure. */
  readonly sent?: SentContent;
  readonly user: string | null;
  readonly unit: string | null;
  /** The machine it comes from, by the hub's id; null where none is known, or the policy was made for one. */
  readonly terminal: string | null;
  /** Epoch ms. */
  readonly at: number;
}

const webSchemes: ReadonlySet<string> = new Set(['http', 'https', 'ws', 'wss']);

export function decideDestination(
  policy: CompiledPolicy,
  request: DestinationRequest,
  id: string,
): Decision {
  const { judgement } = judge(policy, request);
  // Nothing is stricter than a block, whatever the address shows.
  const isSettled = judgement.action === 'block' || !isCopied(policy, request.destination);
  const whole = isSettled ? judgement : judgeWhole(policy, request).judgement;
  return decide(whole, policy.mode, id);
}

/** Whether the content has to be looked at before it is known what is done there. */
export function needsContent(policy: CompiledPolicy, request: DestinationRequest): boolean {
  const guarded = guard(policy, request);
  if ('action' in guarded) return false;
  return asksForContent(strongest(matchingEntries(policy.entries, guarded)), policy, guarded);
}

/** For what is no destination at all. */
export function decideMalformed(id: string): Decision {
  return decide(block('malformed', null), 'enforce', id);
}

/**
 * At CONNECT, where only host and port are seen. `depends` means: some path (or scheme) there is
 * judged otherwise, so intercept and decide again; a host excepted from interception is blocked.
 */
export function decideConnect(
  policy: CompiledPolicy,
  request: DestinationRequest,
  id: string,
): Decision | { readonly depends: true } {
  const { destination } = request;
  const guarded = guard(policy, request);
  if ('action' in guarded) return decide(guarded, policy.mode, id);
  // CONNECT does not say who asks, nor what for.
  const entries = hostEntries(policy.entries, { ...guarded, initiator: 'unseen' });
  const exception = exceptionOf(policy, destination);
  const canOpen = exception === null;
  const schemes = tunnelSchemes(destination, canOpen);
  const seen = judgeHost(entries, guarded, schemes, policy, canOpen);
  const judgement = judgeLookAlike(policy.own, destination, seen.winner, seen.judgement);
  const isMeant = ({ match, action }: CompiledEntry) =>
    action === 'allow' && needsPath(match) && namesDomain(match);
  const meant = judgement === seen.judgement ? undefined : entries.find(isMeant);
  const dependsOn = seen.dependsOn ?? meant ?? null;
  // Whose page it shows is in the path, and might be anybody's.
  const mayBeCopy = judgement.action !== 'block' && isCopied(policy, destination);
  if (dependsOn === null && !mayBeCopy) return decide(judgement, policy.mode, id);
  if (exception === null) return { depends: true };
  // `https://example.jp` and an exception: nobody meant that wss:// closes the tunnel.
  if (seen.byDefaultOnly && !mayBeCopy) return decide(judgement, policy.mode, id);
  const { rule, clause } = mayBeCopy || dependsOn === null ? exception : dependsOn;
  return decide({ action: 'block', reason: 'path-unseen', rule, clause }, policy.mode, id);
}

/** The zone guard on an address that a name resolved to; null where it may be connected to. */
export function decideAddress(
  policy: CompiledPolicy,
  destination: Destination,
  address: string,
): Judgement | null {
  return judgeAddress(policy.zones, address, destination.port);
}

/**
 * Where programs without a credential may go: `withoutCredential` competes with the entries for
 * everybody, so that a blocked host stays blocked. null: a credential is needed (407).
 */
export function decideWithoutCredential(
  policy: CompiledPolicy,
  request: DestinationRequest,
  id: string,
): Decision | null {
  const { destination, terminal, at } = request;
  if (judgeScheme(policy, destination) ?? judgeZone(policy, destination)) return null;
  const person = { user: null, unit: null, terminal };
  const isUnseen = destination.path === '';
  const initiator: Initiator = isUnseen ? 'unseen' : readInitiator(request);
  const { sent = null } = request;
  const asked: Asked = { destination, person, initiator, method: methodOf(request), sent, at };
  const terms = { ...policy, default: 'block' } as const;
  const find = isUnseen ? hostEntries : matchingEntries;
  const open = find(policy.withoutCredential, asked);
  if (open.length === 0 || isCopied(policy, destination)) return null;
  const all = [...open, ...find(policy.entries, asked)];
  const { judgement, dependsOn } = isUnseen
    ? judgeHost(all, asked, tunnelSchemes(destination, false), terms, true)
    : { judgement: judgeWinner(strongest(all), terms, asked), dependsOn: null };
  if (dependsOn !== null || judgement.action !== 'allow') return null;
  const rule = strongest(open)?.rule ?? null;
  const through: Judgement = { action: 'allow', reason: 'without-credential', rule, clause: null };
  return decide(through, policy.mode, id);
}

/**
 * How a tunnel is carried that decideConnect lets through. What `depends` is intercepted in any
 * case, and so are the hosts of services with posting rules.
 */
export function interceptRule(
  policy: CompiledPolicy,
  destination: Destination,
): 'intercept' | 'tunnel' {
  const isPostedTo =
    policy.posting !== null && hostsInclude(policy.posting.hosts, destination.host);
  const isOpened = policy.interceptByDefault || isPostedTo;
  return isOpened && exceptionOf(policy, destination) === null ? 'intercept' : 'tunnel';
}

/** The address that is opened, the pages that it shows copies of, and what comes of both. */
export function judgeWhole(policy: CompiledPolicy, request: DestinationRequest) {
  const { destination } = request;
  const outer = judge(policy, request);
  const copies = isCopied(policy, destination)
    ? judgeCopies(destination, (copy) => judge(policy, { ...request, destination: copy }))
    : [];
  return { outer, copies, judgement: withCopies(outer.judgement, copies) };
}

function judge(
  policy: CompiledPolicy,
  request: DestinationRequest,
): {
  judgement: Judgement;
  winner: CompiledEntry | null;
  matched: readonly CompiledEntry[];
} {
  const guarded = judgeScheme(policy, request.destination) ?? guard(policy, request);
  if ('action' in guarded) return { judgement: guarded, winner: null, matched: [] };
  const matched = matchingEntries(policy.entries, guarded);
  const winner = strongest(matched);
  const judged = judgeWinner(winner, policy, guarded);
  const judgement = judgeLookAlike(policy.own, request.destination, winner, judged);
  return { judgement, winner, matched };
}

/** Steps 2 and 3: a judgement that ends the matter, or who asks. */
export function guard(policy: CompiledPolicy, request: DestinationRequest): Judgement | Asked {
  const { destination, at } = request;
  const zone = judgeZone(policy, destination);
  if (zone !== null) return zone;
  const person = readPerson(policy, request);
  return 'action' in person
    ? person
    : {
        destination,
        person,
        initiator: readInitiator(request),
        method: methodOf(request),
        sent: request.sent ?? null,
        at,
      };
}

/** What nobody says is a GET: a navigation. */
function methodOf({ method = 'GET' }: DestinationRequest): string {
  return method;
}

function judgeScheme(policy: CompiledPolicy, { scheme }: Destination): Judgement | null {
  if (policy.schemes === 'every' || webSchemes.has(scheme)) return null;
  return block('unsupported-scheme', null);
}

function judgeZone(policy: CompiledPolicy, { host, port }: Destination): Judgement | null {
  return judgeAddress(policy.zones, host, port);
}

/** The policy knows a user's unit best; a unit that was given counts where it says nothing. */
function readPerson(policy: CompiledPolicy, request: DestinationRequest): Person | Judgement {
  const { user, unit, terminal, at } = request;
  if (user === null || policy.people === null) return { user, unit, terminal };
  const known = policy.people.get(user);
  if (known === undefined) return block('unknown-user', 'users');
  if (at < known.from || at >= known.until) return block('term-ended', `users/${user}`);
  return { user, unit: known.unit ?? unit, terminal };
}

/**
 * ws uses CONNECT as well, and port 80 is where it does so. Others on that port can only be told
 * in a tunnel that is opened.
 */
function tunnelSchemes({ port }: Destination, canOpen: boolean): readonly [string, ...string[]] {
  if (port !== 80) return ['https', 'wss'];
  return canOpen ? ['ws', 'http', 'https', 'wss'] : ['ws', 'http'];
}

function exceptionOf(policy: CompiledPolicy, destination: Destination): CompiledEntry | null {
  const asked = { destination, person: anybody, initiator: 'unseen', at: 0 } as const;
  return matchingEntries(policy.interceptExcept, asked)[0] ?? null;
}

/** Chromium's own lists know no copies. */
function isCopied(policy: CompiledPolicy, { host }: Destination): boolean {
  return policy.schemes === 'web' && servesCopies(host);
}

function block(reason: Judgement['reason'], rule: string | null): Judgement {
  return { action: 'block', reason, rule, clause: null };
}
