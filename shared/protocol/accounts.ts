/** Accounts of the console, their roles, and the calls of consoleCalls (console.ts) that are about them. */
import { z } from 'zod';
import { holdsLongNumber } from '../audit/mask.ts';

export const roles = ['administrator', 'approver', 'sns-manager', 'auditor', 'staff'] as const;
export type Role = (typeof roles)[number];

/** Names stand in the audit log, which never holds an Individual Number. */
const noLongNumber = {
  error:
    '12桁以上の番号は使えません。記録に残るためです / take no number of 12 digits or more: it would stand in the records',
};
const isNamable = (text: string | null) => text === null || !holdsLongNumber(text);
export const accountIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{1,62}$/)
  .refine(isNamable, noLongNumber);
const nameSchema = z.string().min(1).max(100).refine(isNamable, noLongNumber);
const userSchema = z.string().max(100).nullable().refine(isNamable, noLongNumber);
export const passwordSchema = z.string().min(12).max(200);
export const accountSchema = z.object({
  id: accountIdSchema,
  name: z.string().min(1).max(100),
  role: z.enum(roles),
  /** The policy's user that this account belongs to, for a member of staff's own requests. */
  user: z.string().nullable(),
  disabled: z.boolean(),
  created: z.string(),
  lastSignIn: z.string().nullable(),
});
export type Account = z.infer<typeof accountSchema>;

export const accountCalls = {
  session: {
    method: 'GET',
    path: '/api/session',
    answer: z.object({
      account: accountSchema,
      demonstration: z.boolean(),
      organization: z.string(),
    }),
  },
  signIn: {
    method: 'POST',
    path: '/api/session',
    body: z.object({ id: z.string().max(64), password: z.string().max(200) }),
    answer: z.object({ account: accountSchema }),
  },
  signOut: { method: 'DELETE', path: '/api/session', answer: z.object({}) },
  /** What a one-time link is for; 404 when it is used up or too old. */
  linkInfo: {
    method: 'POST',
    path: '/api/one-time-link',
    body: z.object({ token: z.string().max(200) }),
    answer: z.object({
      purpose: z.enum(['first-administrator', 'password']),
      account: accountSchema.nullable(),
      expires: z.string(),
    }),
  },
  /** Uses the one-time link: makes the first administrator, or sets a password. Signs in. */
  useLink: {
    method: 'POST',
    path: '/api/one-time-link/use',
    body: z.object({
      token: z.string().max(200),
      id: accountIdSchema.optional(),
      name: z.string().max(100).refine(isNamable, noLongNumber).optional(),
      password: passwordSchema,
    }),
    answer: z.object({ account: accountSchema }),
  },
  changePassword: {
    method: 'PUT',
    path: '/api/password',
    body: z.object({ current: z.string().max(200), next: passwordSchema }),
    answer: z.object({}),
  },
  accounts: {
    method: 'GET',
    path: '/api/accounts',
    answer: z.object({ accounts: z.array(accountSchema) }),
  },
  createAccount: {
    method: 'POST',
    path: '/api/accounts',
    body: z.object({
      id: accountIdSchema,
      name: nameSchema,
      role: z.enum(roles),
      user: userSchema,
    }),
    answer: z.object({ account: accountSchema, link: z.string() }),
  },
  changeAccount: {
    method: 'PATCH',
    path: '/api/accounts/:id',
    body: z
      .object({
        name: nameSchema,
        role: z.enum(roles),
        user: userSchema,
        disabled: z.boolean(),
      })
      .partial(),
    answer: z.object({ account: accountSchema }),
  },
  passwordLink: {
    method: 'POST',
    path: '/api/accounts/:id/link',
    body: z.object({}),
    answer: z.object({ link: z.string(), expires: z.string() }),
  },
} as const;
