/**
 * What each person has sent to each host through tunnels that nobody reads, in the last hour, over
 * all of them together. In memory alone; so many persons and hosts, those that sent least go first.
 */

export interface UnreadBytes {
  /** @returns bytes of the last hour, these included */
  add(user: string | null, host: string, bytes: number): number;
  total(user: string | null, host: string): number;
  /** true the first time; again once the hour has passed. */
  note(user: string | null, host: string): boolean;
}

interface Sent {
  /** By minute, oldest first. */
  readonly minutes: { readonly minute: number; bytes: number }[];
  total: number;
  isNoted: boolean;
}

const minuteMs = 60_000;
const hour = 60;

/** @param most persons and hosts that are kept */
export function createUnreadBytes(now: () => number, most = 5_000): UnreadBytes {
  const kept = new Map<string, Sent>();

  function current(key: string): Sent | null {
    const sent = kept.get(key);
    if (sent === undefined) return null;
    const since = Math.floor(now() / minuteMs) - hour;
    for (let first = sent.minutes[0]; first && first.minute <= since; first = sent.minutes[0]) {
      sent.total -= first.bytes;
      sent.minutes.shift();
    }
    if (sent.minutes.length > 0) return sent;
    kept.delete(key);
    return null;
  }

  function makeRoom(): void {
    for (const key of [...kept.keys()]) current(key);
    if (kept.size < most) return;
    const [least] = [...kept].reduce((a, b) => (b[1].total < a[1].total ? b : a));
    kept.delete(least);
  }

  return {
    add(user, host, bytes) {
      const key = keyOf(user, host);
      let sent = current(key);
      if (sent === null) {
        if (kept.size >= most) makeRoom();
        sent = { minutes: [], total: 0, isNoted: false };
        kept.set(key, sent);
      }
      const minute = Math.floor(now() / minuteMs);
      const last = sent.minutes.at(-1);
      // A clock that was set back adds to what is there: it must not count for less.
      if (last !== undefined && last.minute >= minute) last.bytes += bytes;
      else sent.minutes.push({ minute, bytes });
      sent.total += bytes;
      return sent.total;
    },
    total: (user, host) => current(keyOf(user, host))?.total ?? 0,
    note(user, host) {
      const sent = current(keyOf(user, host));
      if (sent === null || sent.isNoted) return false;
      sent.isNoted = true;
      return true;
    },
  };
}

/** No host has a space in it. */
function keyOf(user: string | null, host: string): string {
  return `${host} ${user ?? ''}`;
}
