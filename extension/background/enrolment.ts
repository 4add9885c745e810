/**
 * Enrolment: a one-time code becomes a key that cannot be exported. The code comes from managed
 * storage, from the copy of the extension that `sekisho browser` makes (enrolment.json), or from a
 * person who types it into the popup. Each code is tried once.
 */
import { z } from 'zod';
import { linkCalls, type PublicKey } from '../../shared/protocol/link.ts';
import type { Kept } from '../platform/kept.ts';
import type { LinkFailure, LinkResult } from './link-call.ts';

export const enrolledSchema = linkCalls.enroll.answer.extend({ codeDigest: z.string() });
export type Enrolled = z.infer<typeof enrolledSchema>;

/** The link and the proxy are on this machine, whoever says otherwise. */
export const settingsSchema = z.object({
  linkUrl: z
    .string()
    .regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/)
    .default('http://127.0.0.1:3129'),
  proxyPort: z.number().int().min(1).max(65535).default(3128),
  code: z.string().min(1).max(200).optional(),
  /** Whom the code is for. An enrolment of the same person is kept, and the code left unused. */
  user: z.string().optional(),
  /** Opened when the browser starts. */
  firstPage: z
    .string()
    .regex(/^https?:\/\//i)
    .max(8192)
    .optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Whether the offered code is to be exchanged. */
export function wantsEnrolment(
  enrolled: Enrolled | null,
  offered: Pick<Settings, 'code' | 'user'>,
  digest: string,
  rejected: boolean,
): boolean {
  if (offered.code === undefined) return false;
  if (enrolled === null) return true;
  if (enrolled.codeDigest === digest) return false;
  return rejected || offered.user === undefined || offered.user !== enrolled.person.user;
}

/** What the link says of an enrolment that it will never know again (a stale clock is none of it). */
export function isRejection(code: string): boolean {
  return code === 'enrolment-unknown' || code === 'signature-wrong';
}

export interface Enrolment {
  /** Enrolled, if need be by the offered code. */
  ensure(): Promise<Enrolled | null>;
  /** A typed code. */
  enrol(code: string): Promise<Enrolled | LinkFailure>;
  /** The link does not know this enrolment any more: the next code is taken. */
  reject(): void;
  changePerson(person: Enrolled['person']): Promise<void>;
}

export function createEnrolment(options: {
  kept: Kept<Enrolled>;
  settings: () => Promise<Settings>;
  makeKey: () => Promise<PublicKey>;
  exchange: (code: string, publicKey: PublicKey) => Promise<LinkResult<'enroll'>>;
  digest: (text: string) => Promise<string>;
  /** A new enrolment: whatever came from the old one is void. */
  onEnrolled: () => Promise<void>;
}): Enrolment {
  const { kept } = options;
  const refused = new Set<string>();
  let rejected = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: two exchanges at once would overwrite each other's key. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = last.then(act, act);
    last = turn.catch(() => {});
    return turn;
  }

  async function exchange(code: string): Promise<Enrolled | LinkFailure> {
    const digest = await options.digest(code);
    const result = await options.exchange(code, await options.makeKey());
    if (!result.ok) {
      if (result.status !== 0) refused.add(digest);
      return result;
    }
    const enrolled = { ...result.answer, codeDigest: digest };
    await kept.set(enrolled);
    rejected = false;
    await options.onEnrolled();
    return enrolled;
  }

  return {
    ensure: () =>
      inTurn(async () => {
        const enrolled = await kept.get();
        const offered = await options.settings();
        const digest = await options.digest(offered.code ?? '');
        if (refused.has(digest) || !wantsEnrolment(enrolled, offered, digest, rejected)) {
          return enrolled;
        }
        const result = await exchange(offered.code ?? '');
        return 'enrolment' in result ? result : enrolled;
      }),
    enrol: (code) => inTurn(() => exchange(code.trim())),
    reject() {
      rejected = true;
    },
    changePerson: (person) =>
      inTurn(async () => {
        const enrolled = await kept.get();
        if (enrolled) await kept.set({ ...enrolled, person });
      }),
  };
}
