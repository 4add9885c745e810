/**
 * Content that a warning holds back, until the person says why it may go.
 *
 *   guard ─ inspect ─► hold ─┬─ acknowledge ─► the request comes ─► take: the gateway writes the line
 *                            ├─ withdraw ────► the line is written
 *                            └─ ten minutes, or the end of the process ─► the line is written
 *
 * A decision that is held has exactly one line, ever, whoever writes it. What was acknowledged is
 * good once, for these bytes alone. In memory: after a crash a warning that nobody sent has no line.
 */
import type { Place } from './acknowledgements.ts';

export interface HeldContent extends AsyncDisposable {
  /** A guard's warning, not on record yet: `write` writes its decision line. */
  hold(user: string, decision: string, write: () => Promise<void>): void;
  /**
   * The person keeps it back: its line is written. False where nothing is held by that name.
   * @throws what `write` throws: then it is held on
   */
  withdraw(user: string, decision: string): Promise<boolean>;
  /** @returns until when (epoch ms, 10 minutes) */
  acknowledge(
    user: string,
    decision: string,
    places: readonly Place[],
    digests: readonly string[],
  ): number;
  /**
   * All of the digests or nothing; single use. `decision`: the id of a guard's warning whose line
   * the caller now writes; null where every line is there already. Further ids among them get their
   * lines here.
   */
  take(
    user: string | null,
    places: readonly Place[],
    digests: readonly string[],
  ): { readonly decision: string | null } | null;
}

interface Timed {
  readonly from: number;
  readonly until: number;
}

interface Held extends Timed {
  readonly write: () => Promise<void>;
}

interface Acknowledged extends Timed {
  readonly decision: string;
  readonly places: readonly Place[];
  /** One for each content that may still leave. */
  readonly digests: string[];
}

interface Kept {
  /** By the decision's id. */
  readonly held: Map<string, Held>;
  acknowledged: Acknowledged[];
}

const tenMinutes = 600_000;

export function createHeldContent(options: {
  now: () => number;
  /** A line could not be written: it is tried again. */
  onFailure: (error: unknown) => void;
  /** Warnings, and acknowledgements, kept of one person; the oldest goes first. */
  perUser?: number;
  /** Milliseconds. */
  sweepEvery?: number;
}): HeldContent {
  const { now, onFailure, perUser = 200, sweepEvery = 15_000 } = options;
  const users = new Map<string, Kept>();
  const writing = new Set<Promise<void>>();
  // A clock that was set back must not make anything last longer.
  const holds = ({ from, until }: Timed) => from <= now() && now() < until;
  const period = (): Timed => ({ from: now(), until: now() + tenMinutes });

  function of(user: string): Kept {
    const known = users.get(user) ?? { held: new Map(), acknowledged: [] };
    users.set(user, known);
    return known;
  }

  /** The line of what is held no more. Where it fails, it is held again and tried at the next turn. */
  function writeLine(user: string, decision: string, { write }: Held): void {
    users.get(user)?.held.delete(decision);
    const line = write()
      .catch((error) => {
        onFailure(error);
        of(user).held.set(decision, { write, from: now(), until: now() });
      })
      .finally(() => writing.delete(line));
    writing.add(line);
  }

  function sweep(): void {
    for (const [user, kept] of users) {
      kept.acknowledged = kept.acknowledged.filter(holds);
      for (const [decision, held] of [...kept.held]) {
        if (!holds(held)) writeLine(user, decision, held);
      }
      if (kept.held.size === 0 && kept.acknowledged.length === 0) users.delete(user);
    }
  }
  const timer = setInterval(sweep, sweepEvery);
  timer.unref();

  return {
    hold(user, decision, write) {
      sweep();
      const { held } = of(user);
      held.set(decision, { write, ...period() });
      const [oldest] = held;
      if (held.size > perUser && oldest !== undefined) writeLine(user, ...oldest);
    },
    async withdraw(user, decision) {
      const kept = users.get(user);
      const held = kept?.held.get(decision);
      if (kept === undefined || held === undefined) return false;
      kept.held.delete(decision);
      kept.acknowledged = kept.acknowledged.filter((each) => each.decision !== decision);
      try {
        await held.write();
      } catch (error) {
        of(user).held.set(decision, held);
        throw error;
      }
      return true;
    },
    acknowledge(user, decision, places, digests) {
      sweep();
      const kept = of(user);
      const when = period();
      const held = kept.held.get(decision);
      if (held !== undefined) kept.held.set(decision, { ...held, ...when });
      kept.acknowledged = [
        // Said twice, it is good once all the same.
        ...kept.acknowledged.filter((each) => each.decision !== decision),
        { decision, places: [...places], digests: [...digests], ...when },
      ].slice(-perUser);
      return when.until;
    },
    take(user, places, digests) {
      const kept = user === null ? undefined : users.get(user);
      if (user === null || kept === undefined || digests.length === 0) return null;
      const good = kept.acknowledged.filter(
        (each) => holds(each) && each.places.some((place) => isAmong(places, place)),
      );
      const found = findAll(good, digests);
      if (found === null) return null;
      for (const { acknowledged, digest } of found) {
        acknowledged.digests.splice(acknowledged.digests.indexOf(digest), 1);
      }
      kept.acknowledged = kept.acknowledged.filter((each) => each.digests.length > 0);
      const unwritten = found.flatMap(({ acknowledged: { decision } }) => {
        const held = kept.held.get(decision);
        kept.held.delete(decision);
        return held === undefined ? [] : [{ decision, held }];
      });
      const [first, ...others] = unwritten;
      for (const { decision, held } of others) writeLine(user, decision, held);
      return { decision: first?.decision ?? null };
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      for (const [user, { held }] of users) {
        for (const [decision, each] of [...held]) writeLine(user, decision, each);
      }
      await Promise.all(writing);
    },
  };
}

function isAmong(places: readonly Place[], { host, port }: Place): boolean {
  return places.some((place) => place.host === host && place.port === port);
}

/**
 * An acknowledgement for each digest; null where one has none. The same content twice in one request
 * leaves once, so that one acknowledgement will do; where there are two of it, both are used up.
 */
function findAll(
  good: readonly Acknowledged[],
  digests: readonly string[],
): { acknowledged: Acknowledged; digest: string }[] | null {
  const left = new Map(good.map((each) => [each, [...each.digests]]));
  const found: { acknowledged: Acknowledged; digest: string }[] = [];
  for (const digest of digests) {
    const next = [...left].find(([, rest]) => rest.includes(digest));
    if (next === undefined) {
      if (found.some((each) => each.digest === digest)) continue;
      return null;
    }
    const [acknowledged, rest] = next;
    rest.splice(rest.indexOf(digest), 1);
    found.push({ acknowledged, digest });
  }
  return found;
}
