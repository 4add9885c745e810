/**
 * Where the person has gone on from a warning, and until when: there the early decision stands
 * aside. The proxy has a memory of its own and enforces it; this one may know less or more.
 */
import { z } from 'zod';
import { parseDestination } from '../../shared/destination/destination.ts';
import type { Kept } from '../platform/kept.ts';
import type { EarlyRefusal } from './report.ts';

export const acknowledgedListSchema = z.array(
  z.object({ host: z.string(), port: z.number(), until: z.number() }),
);
type Places = z.infer<typeof acknowledgedListSchema>;

const keptAtMost = 200;

export interface Acknowledged {
  /** @param until ms since 1970 */
  add(url: string, until: number): Promise<void>;
  /** Whether this refusal is a warning that the person has gone on from. */
  covers(refusal: Pick<EarlyRefusal, 'decision' | 'url'>): Promise<boolean>;
  /** Another person, another enrolment. */
  forget(): Promise<void>;
}

export function createAcknowledged(options: {
  kept: Kept<Places>;
  now: () => number;
}): Acknowledged {
  const { kept, now } = options;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = last.then(act);
    last = turn.catch(() => {});
    return turn;
  }

  return {
    add: (url, until) =>
      inTurn(async () => {
        const parsed = parseDestination(url);
        if (!parsed.ok) return;
        const { host, port } = parsed.destination;
        const others = ((await kept.get()) ?? []).filter(
          (each) => each.until > now() && !(each.host === host && each.port === port),
        );
        await kept.set([{ host, port, until }, ...others].slice(0, keptAtMost));
      }),
    async covers({ decision, url }) {
      if (decision.action !== 'warn') return false;
      const parsed = parseDestination(url);
      if (!parsed.ok) return false;
      const { host, port } = parsed.destination;
      const places = (await inTurn(() => kept.get())) ?? [];
      return places.some((each) => each.host === host && each.port === port && now() < each.until);
    },
    forget: () => inTurn(() => kept.remove()),
  };
}
