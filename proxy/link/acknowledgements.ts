/**
 * Who has gone on from which warning: a user, a canonical host, a port, for ten minutes. A page is
 * many requests, so it is good for all of them, not for one. In memory alone: gone at a restart.
 */
import type { Destination } from '../../shared/destination/destination.ts';

export type Place = Pick<Destination, 'host' | 'port'>;

export interface Acknowledgements {
  /** @returns until when it is good (ms since 1970) */
  add(user: string, place: Place): number;
  /** Nobody known has acknowledged anything. */
  covers(user: string | null, place: Place): boolean;
  /** Of this user every one. */
  forget(user: string): void;
}

interface Acknowledged {
  readonly from: number;
  readonly until: number;
}

const tenMinutes = 600_000;

export function createAcknowledgements(options: {
  now: () => number;
  /** Places kept of one user; the oldest goes first. */
  perUser?: number;
}): Acknowledgements {
  const { now, perUser = 200 } = options;
  const users = new Map<string, Map<string, Acknowledged>>();
  // A clock that was set back must not make it last longer.
  const holds = ({ from, until }: Acknowledged) => from <= now() && now() < until;

  return {
    add(user, place) {
      const kept = [...(users.get(user) ?? [])].filter(([, each]) => holds(each));
      const places = new Map(kept);
      const from = now();
      const until = from + tenMinutes;
      places.delete(nameOf(place));
      places.set(nameOf(place), { from, until });
      if (places.size > perUser) places.delete(places.keys().next().value ?? '');
      users.set(user, places);
      return until;
    },
    covers(user, place) {
      const known = user === null ? undefined : users.get(user)?.get(nameOf(place));
      return known !== undefined && holds(known);
    },
    forget: (user) => void users.delete(user),
  };
}

function nameOf({ host, port }: Place): string {
  return `${host} ${port}`;
}
