/** The calls of consoleCalls (console.ts) about notifications: what waits, what failed, a test. */
import { z } from 'zod';
import { notificationKinds } from '../policy/notifications-schema.ts';

export const deliveryFailures = [
  'not-configured', // the way is not in the policy any more
  'zone-closed', // its address lies in a closed zone
  'not-found', // its name has no address
  'unreachable',
  'timeout',
  'certificate', // it could not show who it is
  'credential', // none here, none for this host, or not taken
  'redirected', // it points elsewhere: not followed
  'rejected', // it answered that it does not take this
  'status', // it answered with another status than 2xx
] as const;
export type DeliveryFailure = (typeof deliveryFailures)[number];

export const deliveryStates = ['waiting', 'sent', 'failed'] as const;

export const shownNotificationSchema = z.object({
  id: z.number().int(),
  kind: z.enum([...notificationKinds, 'test']),
  at: z.string(),
  /** `mail`, or the id of a webhook. */
  channel: z.string(),
  /** Address; null for webhooks. */
  to: z.string().nullable(),
  title: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.number().int(),
  failure: z.enum(deliveryFailures).nullable(),
  /** When it is tried again, or was sent or given up. */
  next: z.string(),
});
export type ShownNotification = z.infer<typeof shownNotificationSchema>;

export const unknownOperationSchema = z.object({
  service: z.string(),
  title: z.string(),
  operation: z.string(),
  first: z.string(),
  last: z.string(),
});

export const notificationCalls = {
  notifications: {
    method: 'GET',
    path: '/api/notifications',
    answer: z.object({
      smtp: z.object({ host: z.string(), port: z.number().int(), from: z.string() }).nullable(),
      webhooks: z.array(z.object({ id: z.string(), title: z.string(), host: z.string() })),
      waiting: z.number().int(),
      failed: z.number().int(),
      /** Newest first. */
      latest: z.array(shownNotificationSchema),
    }),
  },
  /** Sends one at once; `to` is asked for where the channel is `mail`. */
  testNotification: {
    method: 'POST',
    path: '/api/notifications/test',
    body: z.object({ channel: z.string().min(1).max(63), to: z.email().max(300).nullable() }),
    answer: z.object({ notification: shownNotificationSchema }),
  },
} as const;
