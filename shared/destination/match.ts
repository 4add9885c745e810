/** What one entry matches: the common shape of filters and globs, compiled once. */
import { effectiveAddress } from './address.ts';
import type { Destination } from './destination.ts';
import type { QueryConditions } from './query-conditions.ts';

export interface Match {
  /** As the administrator wrote it. */
  readonly text: string;
  /** Where the host table keeps it: the literal end of the host, '' for any host. */
  readonly key: string;
  /** Takes this host alone, not its sub-domains. */
  readonly exact: boolean;
  readonly scheme: string | null;
  readonly port: number | null;
  /** Beyond the key: the labels of a glob. null where the key says all. */
  readonly host: ((host: string) => boolean) | null;
  /** null where every path matches. */
  readonly path: ((path: string, every: boolean) => boolean) | null;
  readonly query: QueryConditions | null;
  /** Literal characters: what the precedence compares. */
  readonly hostLength: number;
  readonly pathLength: number;
  /** A lone `*`. */
  readonly bare: boolean;
}

export type ParsedMatch =
  | { readonly ok: true; readonly match: Match }
  | { readonly ok: false; readonly problem: MatchProblem };

/** Bilingual: what is wrong, and what to write instead. */
export interface MatchProblem {
  readonly message: string;
  readonly cure: string;
}

/** Scheme, host and port alone: true also where path or query may still say no. */
export function mayMatch(match: Match, destination: Destination): boolean {
  const { scheme, host, port, kind } = destination;
  if (match.scheme === null ? host === '' : match.scheme !== scheme) return false;
  if (match.port !== null && match.port !== port) return false;
  if (!isHostOf(match, host, kind)) return false;
  return match.host === null || (kind === 'name' && match.host(host));
}

function isHostOf({ key, exact }: Match, host: string, kind: Destination['kind']): boolean {
  if (key === '' || key === host) return true;
  if (exact) return kind === 'address' && key === effectiveAddress(host);
  return host.endsWith(key) && host.charAt(host.length - key.length - 1) === '.';
}

/** @param every an allow needs every occurrence of a query key to hold, a block any */
export function matches(match: Match, destination: Destination, every: boolean): boolean {
  if (!mayMatch(match, destination)) return false;
  if (match.path !== null && !match.path(destination.path, every)) return false;
  return match.query === null || match.query.hold(destination.query, every);
}

/** Whether path or query have a say: then CONNECT, which shows a host only, cannot tell. */
export function needsPath(match: Match): boolean {
  return match.path !== null || match.query !== null;
}
