/** `notifications`: by which ways people hear of what waits for them. Secrets lie in files of the hub. */
import { z } from 'zod';
import { id, text } from './schema-parts.ts';

export const notificationKinds = [
  'upload-approval',
  'draft',
  'review-overdue',
  'correction-ordered',
  'correction-overdue',
  'disaster-thrown',
  'disaster-ended',
  'unknown-write',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

export const mailAddress = z.email({
  error: '「kanri@city.example.jp」のように書く / write an address such as kanri@city.example.jp',
});
/** Below `hub/secrets`: a name alone, so that no policy makes the hub read another file. */
const secretFile = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, {
  error:
    'フォルダーを付けず、hub/secrets の中のファイル名だけを書く / write the name alone of a file in hub/secrets, without a folder',
});

export const notificationsSchema = z.strictObject({
  /** Where the console is reached by those who read a mail, e.g. `http://127.0.0.1:8600`. */
  console: z.url({ protocol: /^https?$/ }).optional(),
  /** Of accounts of the console, and of users who have none of their own: account or user → address. */
  addresses: z.record(z.string().min(1).max(100), mailAddress).optional(),
  smtp: z
    .strictObject({
      host: z.string().trim().min(1).max(253),
      port: z.int().min(1).max(65535),
      /** TLS from the first byte. Without it STARTTLS is asked for where a credential is sent. */
      secure: z.boolean().optional(),
      from: mailAddress,
      /** JSON: `host`, `user`, `password`; sent to this host alone. */
      credentialFile: secretFile.optional(),
    })
    .optional(),
  webhooks: z
    .array(
      z.strictObject({
        id,
        title: text.optional(),
        url: z.string().min(1).max(2000),
        kinds: z.array(z.enum(notificationKinds)).min(1),
        /** Sixteen letters or more: signs each delivery by HMAC-SHA256. */
        secretFile: secretFile.optional(),
      }),
    )
    .max(20)
    .optional(),
});
export type Notifications = z.infer<typeof notificationsSchema>;
