/**
 * What was inspected with a password: the gateway sees the same encrypted bytes, and knows them by
 * their digest. For ten minutes that result counts there in place of "could not be inspected", for
 * this person and this place, until the content has left once. The password itself is nowhere kept.
 *
 *   guard ─ inspect, password ─► add ─► the request comes ─► see: judged by what was found ─► use
 */
import type { Finding } from '../../shared/detection/finding.ts';
import type { Place } from './acknowledgements.ts';

export interface OpenedReport {
  readonly type: string | null;
  readonly inspected: boolean | 'partly';
  readonly why?: string;
  readonly findings: readonly Finding[];
}

export interface OpenedContent {
  /** @param classification of the policy that it was looked at with: no other one may go by it */
  add(
    user: string,
    place: Place,
    digest: string,
    report: OpenedReport,
    classification: object,
  ): void;
  see(
    user: string | null,
    places: readonly Place[],
    digest: string,
    classification: object,
  ): OpenedReport | null;
  /** It leaves now. */
  use(user: string | null, places: readonly Place[], digest: string): void;
}

interface Opened {
  readonly place: Place;
  readonly digest: string;
  readonly report: OpenedReport;
  readonly classification: object;
  readonly from: number;
  readonly until: number;
}

const tenMinutes = 600_000;

export function createOpenedContent(options: {
  now: () => number;
  /** Results kept of one person; the oldest goes first. */
  perUser?: number;
}): OpenedContent {
  const { now, perUser = 100 } = options;
  const users = new Map<string, Opened[]>();
  // A clock that was set back must not make it last longer.
  const holds = ({ from, until }: Opened) => from <= now() && now() < until;

  function find(
    user: string | null,
    places: readonly Place[],
    digest: string,
  ): { user: string; found: Opened } | null {
    if (user === null || digest === '') return null;
    const found = users
      .get(user)
      ?.find((each) => each.digest === digest && holds(each) && isAmong(places, each.place));
    return found === undefined ? null : { user, found };
  }

  return {
    add(user, place, digest, report, classification) {
      const from = now();
      const others = (users.get(user) ?? []).filter(
        (each) => holds(each) && !(each.digest === digest && isAmong([place], each.place)),
      );
      const added = { place, digest, report, classification, from, until: from + tenMinutes };
      users.set(user, [...others, added].slice(-perUser));
    },
    see(user, places, digest, classification) {
      const found = find(user, places, digest)?.found;
      return found?.classification === classification ? found.report : null;
    },
    use(user, places, digest) {
      const known = find(user, places, digest);
      if (known === null) return;
      const left = (users.get(known.user) ?? []).filter(
        (each) => each !== known.found && holds(each),
      );
      if (left.length === 0) users.delete(known.user);
      else users.set(known.user, left);
    },
  };
}

function isAmong(places: readonly Place[], { host, port }: Place): boolean {
  return places.some((place) => place.host === host && place.port === port);
}
