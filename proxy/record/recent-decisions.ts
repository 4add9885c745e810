/**
 * The last decisions of each person, in memory alone, for the block page and the popup. They hold
 * the full URL (without fragment), which the audit log does not: they never reach the disk.
 */
import type { UpstreamFailure } from '../../shared/policy/upstream-failure.ts';
import { type DecisionSummary, wasStopped } from '../../shared/protocol/link.ts';

export interface RecentDecisions {
  add(user: string | null, summary: DecisionSummary): void;
  /** What was let through did not get past the proxy above this one. */
  failed(id: string, failure: UpstreamFailure): void;
  /** null where there is none, or where it is another person's. */
  byId(user: string | null, id: string): DecisionSummary | null;
  /**
   * Newest first. A host is compared as it is, in canonical form; a port only where the URL names one
   * or its scheme has one.
   * @param since milliseconds since 1970
   */
  byHost(
    user: string | null,
    host: string,
    port: number | undefined,
    since: number,
  ): DecisionSummary[];
  /** Newest first. */
  latest(user: string | null, count: number): DecisionSummary[];
}

export interface RecentDecisionsOptions {
  /** Decisions kept of one person. */
  readonly perUser?: number;
  /** Decisions kept altogether. */
  readonly total?: number;
}

export function createRecentDecisions({
  perUser = 200,
  total = 2_000,
}: RecentDecisionsOptions = {}): RecentDecisions {
  /** Oldest person first by their last decision; of each, oldest decision first. */
  const people = new Map<string | null, DecisionSummary[]>();
  let kept = 0;

  function ofUser(user: string | null): readonly DecisionSummary[] {
    return people.get(user) ?? [];
  }

  return {
    add(user, summary) {
      const own = people.get(user) ?? [];
      const { url } = summary;
      own.push(url.includes('#') ? { ...summary, url: withoutFragment(url) } : summary);
      kept++;
      // To the end: whoever did nothing for the longest time loses first.
      people.delete(user);
      people.set(user, own);
      if (own.length > perUser) {
        const at = firstToGo(own);
        // The first leaves without the others being moved.
        if (at === 0) own.shift();
        else own.splice(at, 1);
        kept--;
      }
      while (kept > total) {
        const [longestIdle, theirs] = people.entries().next().value as [
          string | null,
          DecisionSummary[],
        ];
        theirs.shift();
        kept--;
        if (theirs.length === 0) people.delete(longestIdle);
      }
    },
    failed(id, failure) {
      for (const own of people.values()) {
        const at = own.findLastIndex((summary) => summary.id === id);
        const found = own[at];
        if (found !== undefined) own[at] = { ...found, failure };
      }
    },
    byId: (user, id) => ofUser(user).findLast((summary) => summary.id === id) ?? null,
    byHost: (user, host, port, since) =>
      ofUser(user)
        .filter(
          (summary) =>
            summary.host === host &&
            Date.parse(summary.at) >= since &&
            (port === undefined || portOf(summary.url) === port),
        )
        .reverse(),
    latest: (user, count) =>
      ofUser(user)
        .slice(Math.max(0, ofUser(user).length - Math.max(0, count)))
        .reverse(),
  };
}

/**
 * What was let through makes room first: the page that says why something was stopped stays open
 * while other pages make hundreds of decisions. Of what was stopped half of the room is sure.
 */
function firstToGo(own: readonly DecisionSummary[]): number {
  const at = own.findIndex((summary) => !wasStopped(summary));
  return at <= own.length / 2 ? Math.max(at, 0) : 0;
}

function withoutFragment(url: string): string {
  return url.slice(0, url.indexOf('#'));
}

const normalPorts: Record<string, number> = {
  'http:': 80,
  'ws:': 80,
  'https:': 443,
  'wss:': 443,
  'ftp:': 21,
};

function portOf(url: string): number | null {
  if (!URL.canParse(url)) return null;
  const { protocol, port } = new URL(url);
  return port === '' ? (normalPorts[protocol] ?? null) : Number(port);
}
