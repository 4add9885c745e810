/** The calls of consoleCalls (console.ts) about postings in a disaster: the switch, its end, what it left to confirm. */
import { z } from 'zod';

export const shownDisasterSchema = z.object({
  id: z.string(),
  services: z.array(z.object({ id: z.string(), title: z.string() })),
  from: z.string(),
  until: z.string(),
  /** Who threw it, and why; null for those who only hear that it is on. */
  by: z.string().nullable(),
  reason: z.string().nullable(),
  /** null: it is on. `by` null: it ended by itself. */
  ended: z
    .object({ at: z.string(), by: z.string().nullable(), word: z.string().nullable() })
    .nullable(),
  /** Whether who asks may end it. */
  mayEnd: z.boolean(),
});
export type ShownDisaster = z.infer<typeof shownDisasterSchema>;

const reason = z.string().trim().min(1).max(500);

export const disasterCalls = {
  disasters: {
    method: 'GET',
    path: '/api/disasters',
    answer: z.object({
      on: z.array(shownDisasterSchema),
      /** Those that ended, newest first, for readers of the posting log. */
      earlier: z.array(shownDisasterSchema),
      /** For which services who asks may throw the switch now, and until when at most. */
      mayThrow: z.array(z.object({ id: z.string(), title: z.string(), latest: z.string() })),
      /** Postings of disasters that wait to be confirmed, of the services that who asks looks after. */
      unconfirmed: z.number().int(),
    }),
  },
  /** 409 `disaster-on` where the switch of one of the services is on already: then none is thrown. */
  throwDisaster: {
    method: 'POST',
    path: '/api/disasters',
    body: z.object({
      services: z.array(z.string().min(1).max(63)).min(1).max(200),
      until: z.iso.datetime({ offset: true }),
      reason,
    }),
    answer: z.object({ disaster: shownDisasterSchema }),
  },
  /** 409 `disaster-over` where it has ended before. */
  endDisaster: {
    method: 'POST',
    path: '/api/disasters/:id/end',
    body: z.object({ word: z.string().trim().max(500).nullable() }),
    answer: z.object({ disaster: shownDisasterSchema }),
  },
} as const;
