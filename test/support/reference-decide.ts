/**
 * A straightforward reading of docs/policy.md: no tables, nothing compiled, one loop over all
 * entries. What a request does at a service is taken from functions-of.ts, which has its own table.
 */

import { parseDestination } from '../../shared/destination/destination.ts';
import type { DestinationRequest } from '../../shared/policy/decide-destination.ts';
import { functionsOf, isOpenFor } from '../../shared/policy/functions-of.ts';
import type { EntryFields, Policy } from '../../shared/policy/schema.ts';
import { noPolicyServices } from '../../shared/posting/recognise.ts';
import { look, type ReferenceMatch } from './reference-match.ts';
import { isInRange, type ReferenceUrl, readUrl } from './reference-url.ts';

type Action = 'allow' | 'warn' | 'block';
type Request = Omit<DestinationRequest, 'destination'>;
type Scope = Pick<
  EntryFields,
  'units' | 'users' | 'terminals' | 'hours' | 'from' | 'until' | 'initiators'
>;
type Service = NonNullable<Policy['services']>[number];

interface Line {
  readonly match: string;
  readonly action: Action;
  readonly rule: string;
  readonly clause: string | null;
  readonly scopes: readonly Scope[];
  readonly readOnly: boolean;
  readonly service: Service | null;
}

export function referenceDecide(policy: Policy, text: string, request: Request) {
  const judged = judge(policy, text, request);
  const stays = ['zone-closed', 'unsupported-scheme', 'unknown-user', 'term-ended'];
  const isNoted =
    policy.mode === 'observe' && judged.action !== 'allow' && !stays.includes(judged.reason);
  return { id: 'id', ...judged, ...(isNoted && { action: 'allow', would: judged.action }) };
}

function judge(policy: Policy, text: string, request: Request) {
  const url = readUrl(text);
  const block = (reason: string, rule: string | null, clause: string | null = null) => ({
    action: 'block' as Action,
    reason,
    rule,
    clause,
  });
  if (!['http', 'https', 'ws', 'wss'].includes(url.scheme))
    return block('unsupported-scheme', null);
  const closed = closedRange(policy, url);
  if (closed !== null) return block('zone-closed', `zones.closed/${closed}`);
  const { user, at } = request;
  const users = policy.users ?? [];
  const known = users.find(({ id }) => id === user);
  if (user !== null && users.length > 0) {
    if (known === undefined) return block('unknown-user', 'users');
    if (!isNow(known, at)) return block('term-ended', `users/${user}`);
  }
  const asking = { ...request, unit: (user === null ? null : known?.unit) ?? request.unit };
  let best: { line: Line; match: ReferenceMatch } | null = null;
  for (const line of linesOf(policy)) {
    const match = look(line.match, url, line.action === 'allow');
    if (!match.takes || !line.scopes.every((scope) => counts(scope, asking))) continue;
    if (best === null || beats({ line, match }, best)) best = { line, match };
  }
  const rule = best?.line.rule ?? 'destinations.default';
  const clause = best?.line.clause ?? null;
  const action = best?.line.action ?? policy.destinations.default;
  if (action !== 'block') {
    const objection = object(policy, text, url, best, request);
    if (objection !== null) return block(objection, rule, clause);
  }
  const asks = best?.line.scopes.some(({ initiators }) => initiators !== undefined) === true;
  return {
    action,
    reason: best === null ? 'default' : 'entry',
    rule,
    clause,
    ...(asks && request.initiatorUnseen && { initiatorUnseen: true }),
  };
}

function linesOf({ services = [], destinations }: Policy): Line[] {
  const registered = services.flatMap((service) =>
    service.hosts.map((match): Line => {
      const rest = { rule: `services/${service.id}`, clause: '8-3', readOnly: false, service };
      return { match, action: 'allow', scopes: [{ units: service.units }], ...rest };
    }),
  );
  const listed = (destinations.lists ?? []).flatMap((list) =>
    list.entries.map((source): Line => {
      const entry = typeof source === 'string' ? { match: source } : source;
      return {
        match: entry.match,
        action: entry.action ?? list.action,
        rule: `${list.id}/${entry.match}`,
        clause: entry.clause ?? list.clause ?? null,
        scopes: [list, entry],
        readOnly: list.readOnly === true || entry.readOnly === true,
        service: null,
      };
    }),
  );
  return [...registered, ...listed];
}

const mildness = { allow: 2, warn: 1, block: 0 };

/** The steps of the precedence; of two that tie one that names a port, but against the register; else the earlier stays. */
function beats(a: { line: Line; match: ReferenceMatch }, b: { line: Line; match: ReferenceMatch }) {
  const loses = ({ line, match }: typeof a) => match.isStar && line.action !== 'allow';
  if (loses(a) !== loses(b)) return loses(b);
  if (a.match.isExact !== b.match.isExact) return a.match.isExact;
  if (a.match.hostLength !== b.match.hostLength) return a.match.hostLength > b.match.hostLength;
  if (a.match.pathLength !== b.match.pathLength) return a.match.pathLength > b.match.pathLength;
  if (a.match.conditions !== b.match.conditions) return a.match.conditions > b.match.conditions;
  if (a.line.action !== b.line.action) return mildness[a.line.action] > mildness[b.line.action];
  return a.match.namesPort && !b.match.namesPort && b.line.service === null;
}

function object(
  policy: Policy,
  text: string,
  url: ReferenceUrl,
  best: { line: Line; match: ReferenceMatch } | null,
  { method = 'GET', at }: Request,
): string | null {
  const service = best?.line.service ?? null;
  if (service?.reviewBy !== undefined && at >= endOf(service.reviewBy)) return 'service-review-due';
  const isOpenZone = [url.reached, url.host].some((each) => isOpened(policy.zones, each, url.port));
  const usual = url.scheme === 'ws' ? 80 : 443;
  if (!isOpenZone) {
    const isUsual = url.scheme === 'http' || url.port === usual;
    if (!isUsual && best?.match.namesPort !== true) return 'port-not-open';
    if (url.isAddress && best?.match.namesHost !== true) return 'address-literal';
  }
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(method) && !url.scheme.startsWith('ws');
  if (best?.line.readOnly === true && !isRead) return 'read-only';
  if (service === null || service.functions.length === 5) return null;
  const parsed = parseDestination(text);
  if (!parsed.ok) throw new Error(text);
  const asked = {
    method,
    destination: parsed.destination,
    sent: null,
    policyServices: noPolicyServices,
  };
  return isOpenFor(functionsOf(asked), new Set(service.functions)) ? null : 'function-not-open';
}

function closedRange({ zones }: Policy, { host, isAddress, reached, port }: ReferenceUrl) {
  if (reached === null) return null;
  const addresses = isAddress && host !== reached ? [host, reached] : [reached];
  for (const address of addresses) {
    const found = zones.closed.find((range) => isInRange(address, range));
    if (found !== undefined && !isOpened(zones, address, port)) return found;
  }
  return null;
}

function isOpened({ open = [] }: Policy['zones'], address: string | null, port: number): boolean {
  return open.includes(address?.includes(':') ? `[${address}]:${port}` : `${address}:${port}`);
}

function counts(scope: Scope, request: Request): boolean {
  const { units, users, terminals, initiators, hours } = scope;
  const isOf = (names: readonly string[] | undefined, name: string | null) =>
    names === undefined || (name !== null && names.includes(name));
  if (!isOf(units, request.unit) || !isOf(users, request.user)) return false;
  if (!isOf(terminals, request.terminal) || !isNow(scope, request.at)) return false;
  if (hours !== undefined && !isOpenAt(hours, request.at)) return false;
  if (initiators === undefined || request.initiatorUnseen) return true;
  const page = request.initiator ?? null;
  if (page === null) return false;
  const url = readUrl(page.includes('://') ? page : `https://${page}/`);
  return initiators.some((each) => look(each, url, true).takes);
}

const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const hour = 3_600_000;
/** Those among the days that the tests ask about. */
const nationalHolidays = new Set(['2026-11-03', '2026-11-23', '2027-01-01', '2027-01-11']);

/** Minute by the clock on a wall in Japan; over midnight the small hours are the day's before. */
function isOpenAt(
  { days, from = '00:00', to = '24:00', holidays = 'open' }: NonNullable<Scope['hours']>,
  at: number,
) {
  const isDay = (time: Date) =>
    (days === undefined || days.some((day) => day === names[time.getUTCDay()])) &&
    !(holidays === 'closed' && nationalHolidays.has(time.toISOString().slice(0, 10)));
  const now = new Date(at + 9 * hour);
  const clock = now.toISOString().slice(11, 16);
  if (from < to) return isDay(now) && clock >= from && clock < to;
  return (
    (isDay(now) && clock >= from) || (isDay(new Date(now.getTime() - 24 * hour)) && clock < to)
  );
}

function isNow({ from, until }: Pick<Scope, 'from' | 'until'>, at: number): boolean {
  const start =
    from === undefined
      ? Number.NEGATIVE_INFINITY
      : Date.parse(from.length === 10 ? `${from}T00:00:00+09:00` : from);
  return at >= start && (until === undefined || at < endOf(until));
}

function endOf(moment: string): number {
  return moment.length === 10
    ? Date.parse(`${moment}T00:00:00+09:00`) + 24 * hour
    : Date.parse(moment);
}
