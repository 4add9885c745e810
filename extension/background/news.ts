/**
 * Whether there is something new about the person's requests for access: an answer, or an exception
 * that ends soon. Said by a number on the extension's button until the popup has been opened.
 */
import { z } from 'zod';
import type { AccessRequest, RequestStanding } from '../../shared/protocol/link.ts';
import type { Kept } from '../platform/kept.ts';

export const seenNewsSchema = z.array(z.string());

const worthTelling: ReadonlySet<RequestStanding> = new Set([
  'granted',
  'declined',
  'withdrawn',
  'ending',
  'ended',
]);
/** Between two looks; the popup and a new policy look at once. */
const everyMs = 5 * 60_000;
const keptAtMost = 500;

export interface News {
  /** Looks where the last look is a while ago, or at once. */
  look(how?: 'now'): Promise<void>;
  /** They have been shown. */
  shown(requests: readonly AccessRequest[]): Promise<void>;
}

export function createNews(options: {
  /** null where nobody can tell now. */
  requests: () => Promise<readonly AccessRequest[] | null>;
  kept: Kept<string[]>;
  tell: (count: number) => Promise<void>;
  now: () => number;
}): News {
  const { kept } = options;
  let looked = Number.NEGATIVE_INFINITY;

  return {
    async look(how) {
      const now = options.now();
      if (how !== 'now' && now - looked < everyMs && now >= looked) return;
      looked = now;
      const requests = await options.requests();
      if (requests === null) return;
      const seen = await kept.get();
      // Of what was answered before anybody looked only the end that comes is news.
      if (seen === null) await kept.set(keysOf(requests.filter((each) => !isEnding(each))));
      const known = new Set(seen ?? keysOf(requests.filter((each) => !isEnding(each))));
      await options.tell(keysOf(requests).filter((key) => !known.has(key)).length);
    },
    async shown(requests) {
      const seen = (await kept.get()) ?? [];
      const fresh = keysOf(requests).filter((key) => !seen.includes(key));
      if (fresh.length === 0) return;
      await kept.set([...fresh, ...seen].slice(0, keptAtMost));
      const left = await options.requests();
      const known = new Set([...fresh, ...seen]);
      if (left !== null) await options.tell(keysOf(left).filter((key) => !known.has(key)).length);
    },
  };
}

const isEnding = ({ standing }: AccessRequest) => standing === 'ending';

/** An exception that was extended ends anew. */
function keysOf(requests: readonly AccessRequest[]): string[] {
  return requests.flatMap(({ id, state, standing = state, answer }) =>
    worthTelling.has(standing) ? [`${id} ${standing} ${answer?.until ?? ''}`] : [],
  );
}
