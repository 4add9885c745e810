/** The calls of consoleCalls (console.ts) about the whole: the last day, the terminals, what waits for somebody. */
import { z } from 'zod';
import { unknownOperationSchema } from './notifications.ts';
import { expiringSchema } from './wanted.ts';

export const terminalSchema = z.object({
  id: z.string(),
  name: z.string(),
  joined: z.string(),
  lastSeen: z.string().nullable(),
  revision: z.number().int().nullable(),
  version: z.string().nullable(),
  waiting: z.number().int().nullable(),
  people: z.array(z.string()),
  /** `current`, `behind` (an older revision), `silent` (not seen for 5 minutes). */
  state: z.enum(['current', 'behind', 'silent']),
});
export type Terminal = z.infer<typeof terminalSchema>;

export const overviewCalls = {
  overview: {
    method: 'GET',
    path: '/api/overview',
    answer: z.object({
      since: z.string(),
      counts: z.object({ allow: z.number(), warn: z.number(), block: z.number() }),
      /** 24 hours, oldest first. */
      hours: z.array(
        z.object({ at: z.string(), allow: z.number(), warn: z.number(), block: z.number() }),
      ),
      refused: z.array(z.object({ host: z.string(), count: z.number(), users: z.number() })),
      terminals: z.array(terminalSchema),
      openRequests: z.number(),
      /** Stopped or warned of in these 24 hours, or would have been. */
      uploads: z.number(),
      /** Postings that somebody has to look at. */
      openReviews: z.number(),
      overdueReviews: z.number(),
      /** Of the open ones: posted in a disaster. */
      disasterReviews: z.number(),
      /** Orders to correct postings; those overdue are open too. */
      openCorrections: z.number(),
      overdueCorrections: z.number(),
      /** Services whose responsible person has no account here, or a term that is over. */
      missingResponsible: z.array(
        z.object({
          service: z.string(),
          title: z.string(),
          kind: z.enum(['responsible-unknown', 'responsible-term-ended']),
          responsible: z.string(),
        }),
      ),
      /** Writes of unknown kinds, first met within 30 days, newest first. */
      unknownOperations: z.array(unknownOperationSchema),
      revision: z.number().int().nullable(),
      mode: z.enum(['observe', 'enforce']).nullable(),
      expiring: z.array(expiringSchema),
    }),
  },
  terminals: {
    method: 'GET',
    path: '/api/terminals',
    answer: z.object({ terminals: z.array(terminalSchema) }),
  },
} as const;
