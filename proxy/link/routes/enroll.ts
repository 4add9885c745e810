/** A one-time code and a browser's public key → an enrolment. */
import type { LinkAnswer, PublicKey } from '../../../shared/protocol/link.ts';
import { type EnrolmentGrant, redeemCode } from '../enrolment-codes.ts';
import type { Enrolments } from '../enrolments.ts';
import { importEnrolledKey } from '../key-statement.ts';
import { currentPerson } from '../people.ts';
import type { PolicyHolder } from '../policy-holder.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { RecordChange } from '../record-change.ts';
import { type Refusal, refuse } from '../refusal.ts';

export interface EnrolCall {
  /** `Sekisho-Code …` */
  readonly authorization: string;
  /** Of the extension: the enrolment is bound to it. */
  readonly origin: string;
  readonly publicKey: PublicKey;
}

export function enrollRoute(options: {
  /** Folder of the one-time codes. */
  codes: string;
  enrolments: Enrolments;
  policy: PolicyHolder;
  terminal: string;
  linkKey: PublicKey;
  record: RecordChange;
  now: () => number;
}): (call: EnrolCall) => Promise<LinkAnswer<'enroll'> | Refusal> {
  const { codes, enrolments, policy, terminal, linkKey, record, now } = options;
  const failures = createRateLimit({ limit: 10, windowMs: 60_000, now });

  return async ({ authorization, origin, publicKey }) => {
    if ((await importEnrolledKey(publicKey)) === null) return refuse('key-unusable');
    if (failures.exceeded()) return refuse('too-many-attempts');
    const code = authorization.slice('Sekisho-Code '.length);
    const enroll = async (grant: EnrolmentGrant) => {
      // On record before it counts; the code stays good where it cannot be recorded.
      await record({
        act: 'person-enrolled',
        actor: grant.user,
        subject: terminal,
        detail: grant.shared ? 'a shared machine' : 'alone',
      });
      return enrolments.enroll(publicKey, origin, grant);
    };
    // Counted before the pause, or many at once would all be within the limit.
    failures.count();
    const enrolment = await redeemCode(codes, code, now(), enroll);
    if (enrolment === null) return refuse('code-unknown');
    failures.uncount();
    const person = currentPerson(policy.current(), enrolment);
    return { enrolment: enrolment.id, terminal, person, linkKey };
  };
}
