/**
 * Copies with masked values, in memory alone, until the guard has fetched them; and of which stopped
 * file each was made, so that the line of its request can say so.
 */

export interface Copies extends Disposable {
  /** False where there is no room. */
  keep(caller: string, upload: string, bytes: Uint8Array): boolean;
  /** A piece of one; the last one forgets it. null: there is none of that name. */
  take(caller: string, upload: string, offset: number): Uint8Array | null;
  /** A copy of the file that `decision` stopped may go by this digest. */
  note(user: string, digest: string, decision: string): void;
  /** The decision that stopped the file of which this is a copy. */
  originOf(user: string | null, digest: string): string | null;
}

interface Kept {
  readonly bytes: Uint8Array;
  at: number;
}

const mega = 1024 * 1024;
const pieceBytes = 4 * mega;
const mostNoted = 2_000;
const noteLasts = 24 * 3_600_000;

export function createCopies(options: {
  now: () => number;
  most?: number;
  mostBytes?: number;
  /** Milliseconds in which nobody fetches anything. */
  forgetAfter?: number;
}): Copies {
  const { now, most = 16, mostBytes = 256 * mega, forgetAfter = 60_000 } = options;
  const kept = new Map<string, Kept>();
  const noted = new Map<string, { readonly decision: string; readonly at: number }>();

  const held = () => [...kept.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
  function sweep(): void {
    for (const [name, { at }] of kept) {
      if (now() < at || now() - at > forgetAfter) kept.delete(name);
    }
  }
  const timer = setInterval(sweep, Math.max(forgetAfter / 4, 5));
  timer.unref();

  return {
    keep(caller, upload, bytes) {
      sweep();
      if (kept.size >= most || held() + bytes.length > mostBytes) return false;
      kept.set(`${caller} ${upload}`, { bytes, at: now() });
      return true;
    },
    take(caller, upload, offset) {
      sweep();
      const name = `${caller} ${upload}`;
      const found = kept.get(name);
      if (found === undefined || offset > found.bytes.length) return null;
      found.at = now();
      const piece = found.bytes.subarray(offset, offset + pieceBytes);
      if (offset + piece.length >= found.bytes.length) kept.delete(name);
      return piece;
    },
    note(user, digest, decision) {
      const [oldest] = noted.keys();
      if (noted.size >= mostNoted && oldest !== undefined) noted.delete(oldest);
      noted.set(`${user} ${digest}`, { decision, at: now() });
    },
    originOf(user, digest) {
      const found = user === null ? undefined : noted.get(`${user} ${digest}`);
      if (found === undefined) return null;
      const age = now() - found.at;
      return age >= 0 && age < noteLasts ? found.decision : null;
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      kept.clear();
    },
  };
}
