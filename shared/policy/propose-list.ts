/**
 * Learning: what the lists lack, by the decisions that observing made → entries for somebody to
 * choose from. One proposal for each registrable domain:
 *
 *   people opened it                       → main: an entry for everybody who comes
 *   only pages of others asked for it      → content: an entry that names these pages (`initiators`)
 *   nobody could see who asked             → unseen: an entry, but nobody has said that it is needed
 *
 * With all proposals taken, the same decisions are decided by an entry.
 */
import { holdsMask } from '../audit/mask.ts';
import { hostText, parseDestination } from '../destination/destination.ts';
import { parseMatch } from '../destination/entry-match.ts';
import { breadthOf, registrableDomain } from '../destination/public-suffix.ts';

/** Decisions on one host for one person, asked for by one page. */
export interface Observed {
  /** Host of the page that asked; null where nobody could see it. */
  readonly initiator: string | null;
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly unit: string | null;
  readonly count: number;
  /** How many of them opened it in a tab: then no page asked. */
  readonly navigated: number;
  /** ISO, UTC. */
  readonly first: string;
  readonly last: string;
}

export const proposalKinds = ['main', 'content', 'unseen'] as const;
export const proposalFlags = [
  'one-person', // one person alone
  'rare', // fewer than five times
  'address', // an address has no name that tells whose it is
  'suffix', // anybody can register below it
  'look-alike', // looks like the name of a public body
  'many-pages', // more pages than an entry can sensibly name
] as const;
export type ProposalFlag = (typeof proposalFlags)[number];

export interface Proposal {
  readonly kind: (typeof proposalKinds)[number];
  readonly match: string;
  /** The pages that the entry names; empty where it names none. */
  readonly initiators: readonly string[];
  readonly flags: readonly ProposalFlag[];
  /** The name that it looks like, for the flag. */
  readonly looksLike: string | null;
  /** Ticked before anybody has looked. */
  readonly chosen: boolean;
  readonly hosts: readonly { readonly name: string; readonly count: number }[];
  readonly users: readonly string[];
  readonly units: readonly string[];
  readonly count: number;
  readonly navigated: number;
  readonly first: string;
  readonly last: string;
}

export interface Proposals {
  readonly proposals: readonly Proposal[];
  /** Hosts for which no entry can be made: their name was masked, or is none. */
  readonly leftOut: readonly { readonly host: string; readonly count: number }[];
}

const rareBelow = 5;
const pagesAtMost = 20;
const defaultPorts: ReadonlySet<number> = new Set([80, 443]);
const order: Readonly<Record<Proposal['kind'], number>> = { main: 0, content: 1, unseen: 2 };

/** @param lookAlike the name that a host looks like, null where it looks like none */
export function proposeList(
  observed: readonly Observed[],
  lookAlike: (host: string) => string | null = () => null,
): Proposals {
  const groups = new Map<string, Observed[]>();
  const leftOut = new Map<string, number>();
  for (const row of observed) {
    if (!isNamable(row)) {
      leftOut.set(row.host, (leftOut.get(row.host) ?? 0) + row.count);
      continue;
    }
    // A port of its own is open only where an entry names it.
    const own = defaultPorts.has(row.port) ? '' : `:${row.port}`;
    const key = `${siteOf(row.host)}${own}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [row]);
    else known.push(row);
  }
  const proposals = [...groups.values()].map((rows) =>
    propose(siteOf(rows[0]?.host ?? ''), rows, lookAlike),
  );
  return {
    proposals: proposals.sort(
      (one, other) =>
        order[one.kind] - order[other.kind] ||
        other.count - one.count ||
        (one.match < other.match ? -1 : 1),
    ),
    leftOut: [...leftOut]
      .map(([host, count]) => ({ host, count }))
      .sort((one, other) => other.count - one.count),
  };
}

function propose(
  site: string,
  rows: readonly Observed[],
  lookAlike: (host: string) => string | null,
): Proposal {
  const hosts = countsBy(rows, ({ host }) => host);
  const users = [...new Set(rows.flatMap(({ user }) => (user === null ? [] : [user])))].sort();
  const units = [...new Set(rows.flatMap(({ unit }) => (unit === null ? [] : [unit])))].sort();
  const count = total(rows, (row) => row.count);
  const pages = pagesOf(site, rows);
  const looksLike = [site, ...hosts.map(({ name }) => name)].map(lookAlike).find(Boolean) ?? null;
  const flags: ProposalFlag[] = [
    ...(users.length <= 1 ? (['one-person'] as const) : []),
    ...(count < rareBelow ? (['rare'] as const) : []),
    ...(isAddress(site) ? (['address'] as const) : []),
    ...(hosts.some(({ name }) => breadthOf(name) !== null) ? (['suffix'] as const) : []),
    ...(looksLike === null ? [] : (['look-alike'] as const)),
    ...(pages.initiators.length > pagesAtMost ? (['many-pages'] as const) : []),
  ];
  return {
    kind: pages.kind,
    match: matchFor(site, rows, hosts),
    initiators: pages.initiators.length > pagesAtMost ? [] : pages.initiators,
    flags,
    looksLike,
    chosen: pages.kind !== 'unseen' && flags.length === 0,
    hosts,
    users,
    units,
    count,
    navigated: total(rows, (row) => row.navigated),
    first: rows.reduce(
      (first, row) => (row.first < first ? row.first : first),
      rows[0]?.first ?? '',
    ),
    last: rows.reduce((last, row) => (row.last > last ? row.last : last), ''),
  };
}

/** Who asked: the person, pages of others, or nobody that could be seen. */
function pagesOf(
  site: string,
  rows: readonly Observed[],
): { kind: Proposal['kind']; initiators: string[] } {
  if (rows.some(({ navigated }) => navigated > 0)) return { kind: 'main', initiators: [] };
  const asking = rows.flatMap(({ initiator }) => (initiator === null ? [] : [initiator]));
  if (asking.length === 0) return { kind: 'unseen', initiators: [] };
  // On plain http nothing tells that a tab was opened; a page that asks for its own parts was.
  if (asking.every((page) => siteOf(page) === site)) return { kind: 'main', initiators: [] };
  const pages = new Set(asking.map(pageFilter));
  // A page whose name was masked can be named by no entry.
  if (pages.has(null)) return { kind: 'content', initiators: [] };
  return { kind: 'content', initiators: [...pages].filter((page) => page !== null).sort() };
}

/** The site of a page with its sub-domains; null where it cannot be named. */
function pageFilter(page: string): string | null {
  if (holdsMask(page)) return null;
  const parsed = parseDestination(`https://${bracketed(page)}/`);
  if (!parsed.ok) return null;
  const site = siteOf(page);
  const text = isAddress(page) ? hostText(parsed.destination) : nameOf(site, site !== page);
  return parseMatch(text).ok ? text : null;
}

function matchFor(
  site: string,
  rows: readonly Observed[],
  hosts: readonly { readonly name: string }[],
): string {
  const only = rows[0]?.port ?? 443;
  const port = defaultPorts.has(only) ? '' : `:${only}`;
  const [first] = hosts;
  if (isAddress(site)) return `${bracketed(site)}${port}`;
  const name =
    hosts.length === 1 && first !== undefined ? nameOf(first.name, false) : nameOf(site, true);
  return `${name}${port}`;
}

/** A public suffix is never taken with what is below it. */
function nameOf(host: string, below: boolean): string {
  return below && breadthOf(host) === null ? host : `.${host}`;
}

/** The registrable domain; the host itself where it has none. */
function siteOf(host: string): string {
  const domain = registrableDomain(host);
  return domain !== null && breadthOf(domain) === null ? domain : host;
}

function isNamable({ host, port }: Observed): boolean {
  if (host === '' || holdsMask(host)) return false;
  const parsed = parseDestination(`https://${bracketed(host)}:${port}/`);
  if (!parsed.ok || parsed.destination.host !== host) return false;
  return parseMatch(isAddress(host) ? bracketed(host) : `.${host}`).ok;
}

const isAddress = (host: string) => host.includes(':') || /^[\d.]+$/.test(host);
const bracketed = (host: string) =>
  host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;

function total(rows: readonly Observed[], of: (row: Observed) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}

function countsBy(rows: readonly Observed[], nameOf: (row: Observed) => string) {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(nameOf(row), (counts.get(nameOf(row)) ?? 0) + row.count);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}
