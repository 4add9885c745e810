/** Which refused destinations the pages of allowed sites wanted: page → host → how often, by whom. */
import { holdsMask } from '../../../shared/audit/mask.ts';
import { breadthOf } from '../../../shared/destination/public-suffix.ts';
import type { CompiledPolicy } from '../../../shared/policy/compile.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import type { Observed } from '../../../shared/policy/propose-list.ts';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { matchOf } from '../policy/match-of.ts';
import { destinationOf, stillRefused } from './still-refused.ts';

type Wanted = ConsoleAnswer<'wanted'>;
type Site = Wanted['sites'][number];
type Host = Site['wanted'][number];

const sitesAtMost = 200;
const hostsAtMost = 100;
const usersAtMost = 10;
const unseenAtMost = 50;

/** @param now epoch ms */
export function pagesWanted(
  rows: readonly Observed[],
  policy: CompiledPolicy,
  now: number,
): Omit<Wanted, 'since'> {
  const sites = new Map<string, Observed[]>();
  const unseen = new Map<string, number>();
  for (const row of rows) {
    if (row.navigated > 0 || row.initiator === row.host) continue;
    if (row.initiator === null) {
      if (stillRefused(row, policy, now) === null) continue;
      unseen.set(row.host, (unseen.get(row.host) ?? 0) + row.count);
      continue;
    }
    const known = sites.get(row.initiator);
    if (known === undefined) sites.set(row.initiator, [row]);
    else known.push(row);
  }
  const shown = [...sites].flatMap(([site, ofSite]) => {
    const allowedBy = ruleFor(site, ofSite, policy, now);
    if (allowedBy === null) return [];
    const wanted = hostsOf(ofSite, policy, now);
    if (wanted.length === 0) return [];
    const count = wanted.reduce((sum, each) => sum + each.count, 0);
    const initiator = initiatorFor(site);
    return [{ site, initiator, allowedBy, count, wanted: wanted.slice(0, hostsAtMost) }];
  });
  shown.sort((one, other) => other.count - one.count || (one.site < other.site ? -1 : 1));
  return {
    sites: shown.slice(0, sitesAtMost),
    leftOff: Math.max(0, shown.length - sitesAtMost),
    unseen: [...unseen]
      .map(([host, count]) => ({ host, count }))
      .sort((one, other) => other.count - one.count)
      .slice(0, unseenAtMost),
  };
}

/** The entry that lets somebody of those who asked see the page; null where none does (any more). */
function ruleFor(
  site: string,
  rows: readonly Observed[],
  policy: CompiledPolicy,
  now: number,
): string | null {
  const destination = destinationOf(site, 443);
  if (destination === null) return null;
  const people = new Map(rows.map(({ user, unit }) => [`${user} ${unit}`, { user, unit }]));
  for (const person of [{ user: null, unit: null }, ...people.values()]) {
    const request = { destination, initiator: null, ...person, terminal: null, at: now };
    const { action, would = action, rule } = decideDestination(policy, request, '');
    if (would !== 'block') return rule ?? '';
  }
  return null;
}

function hostsOf(rows: readonly Observed[], policy: CompiledPolicy, now: number): Host[] {
  const hosts = new Map<string, { rows: Observed[]; blockedBy: string | null }>();
  for (const row of rows) {
    const standing = stillRefused(row, policy, now);
    if (standing === null) continue;
    const key = `${row.host} ${row.port}`;
    const known = hosts.get(key);
    const blockedBy = standing.by === 'entry' ? standing.rule : null;
    if (known === undefined) hosts.set(key, { rows: [row], blockedBy });
    else known.rows.push(row);
  }
  return [...hosts.values()]
    .flatMap(({ rows: ofHost, blockedBy }) => {
      const [first] = ofHost;
      return first === undefined ? [] : [hostOf(first, ofHost, blockedBy)];
    })
    .sort((one, other) => other.count - one.count || (one.host < other.host ? -1 : 1));
}

function hostOf(
  { host, port }: Observed,
  rows: readonly Observed[],
  blockedBy: string | null,
): Host {
  const users = new Map<string, number>();
  for (const { user, count } of rows) {
    if (user !== null) users.set(user, (users.get(user) ?? 0) + count);
  }
  const destination = holdsMask(host) ? null : destinationOf(host, port);
  return {
    host,
    port,
    match: destination === null ? null : matchOf(destination, 'host'),
    count: rows.reduce((sum, { count }) => sum + count, 0),
    people: users.size,
    users: [...users]
      .sort(([, one], [, other]) => other - one)
      .slice(0, usersAtMost)
      .map(([user]) => user),
    last: rows.reduce((last, row) => (row.last > last ? row.last : last), ''),
    blockedBy,
  };
}

/** With its sub-domains, where they are all its own; null where no entry can name the page. */
function initiatorFor(site: string): string | null {
  const destination = holdsMask(site) ? null : destinationOf(site, 443);
  if (destination === null) return null;
  return matchOf(destination, breadthOf(site) === null ? 'subdomains' : 'host');
}
