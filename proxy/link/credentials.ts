/**
 * The hourly credential of an enrolled browser: a password for the gateway's 407 and a token for
 * the link. Kept in memory alone and as hashes: after a restart every browser renews. Who it
 * stands for is looked up at each check, so a switch or a removal counts at once.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Person } from '../../shared/protocol/link.ts';
import { parseBasicCredential } from './basic-credential.ts';
import type { Enrolment, Enrolments } from './enrolments.ts';
import { importEnrolledKey, parseKeyStatement, verifyKeyStatement } from './key-statement.ts';
import { currentPerson } from './people.ts';
import type { PolicyHolder } from './policy-holder.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/** What the gateway needs. */
export interface Credentials {
  check(
    proxyAuthorization: string | undefined,
  ): { user: string | null; unit: string | null; enrolment: string } | null;
  /** Whom a credential that was checked stands for by now; null where its enrolment is gone. */
  current(checked: {
    readonly enrolment?: string;
  }): { user: string | null; unit: string | null; enrolment: string } | null;
}

export interface IssuedCredential {
  readonly username: string;
  readonly password: string;
  readonly token: string;
  /** ISO, UTC. */
  readonly expires: string;
  readonly person: Person;
}

/** Who calls the link, by a token that is good until `expires` (ms since 1970). */
export interface Caller {
  readonly enrolment: Enrolment;
  readonly person: Person;
  readonly expires: number;
}

export interface LinkCredentials extends Credentials {
  /** @param authorization `Sekisho-Key …`, @param origin of the call, where it has one */
  exchange(
    authorization: string | undefined,
    origin: string | undefined,
  ): Promise<IssuedCredential | Refusal>;
  /** @param authorization `Bearer …` */
  caller(authorization: string | undefined): Caller | null;
}

interface Live {
  readonly enrolment: string;
  readonly password: Buffer;
  readonly token: string;
  readonly expires: number;
}

const hour = 3_600_000;
/** Browser and proxy share a machine, and so its clock. */
const window = 120_000;
/** A browser renews well before the hour is over; more than this at once is no browser of ours. */
const livePerEnrolment = 8;
const noncesPerEnrolment = 100;

export function createCredentials(options: {
  enrolments: Enrolments;
  policy: PolicyHolder;
  now?: () => number;
  /** Milliseconds that a credential is good for. */
  life?: number;
}): LinkCredentials {
  const { enrolments, policy, now = Date.now, life = hour } = options;
  const live = new Map<string, Live[]>();
  const byToken = new Map<string, Live>();
  const nonces = createNonceMemory(now);

  async function accept(
    authorization: string | undefined,
    origin: string | undefined,
  ): Promise<Enrolment | Refusal> {
    const statement = parseKeyStatement(authorization);
    if (statement === null) return refuse('authorization-missing');
    const enrolment = enrolments.get(statement.enrolment);
    if (enrolment === null) return refuse('enrolment-unknown');
    if (origin !== undefined && origin !== enrolment.origin) return refuse('origin-foreign');
    if (!nonces.inTime(statement.at)) return refuse('statement-stale');
    const key = await importEnrolledKey(enrolment.publicKey);
    if (key === null || !(await verifyKeyStatement(key, statement))) {
      return refuse('signature-wrong');
    }
    // Only now, and without a pause in between: of two that arrive together one is first.
    const fresh = nonces.remember(enrolment.id, statement.nonce, statement.at);
    return fresh === null ? enrolment : refuse(fresh);
  }

  function issue({ id }: Enrolment): Omit<IssuedCredential, 'person'> {
    const password = randomBytes(32).toString('base64url');
    const token = randomBytes(32).toString('base64url');
    const expires = now() + life;
    const made: Live = { enrolment: id, password: digest(password), token: hex(token), expires };
    const kept = [...(live.get(id) ?? []).filter((each) => each.expires > now()), made];
    const forgotten = (live.get(id) ?? []).filter((each) => each.expires <= now());
    forgotten.push(...kept.splice(0, kept.length - livePerEnrolment));
    for (const each of forgotten) byToken.delete(each.token);
    live.set(id, kept);
    byToken.set(made.token, made);
    return { username: id, password, token, expires: new Date(expires).toISOString() };
  }

  return {
    async exchange(authorization, origin) {
      const accepted = await accept(authorization, origin);
      if (isRefusal(accepted)) return accepted;
      const issued = issue(accepted);
      // Only for whoever tidies up: a full disk must not take the credential away.
      await enrolments.markUsed(accepted.id).catch(() => {});
      const enrolment = enrolments.get(accepted.id);
      if (enrolment === null) return refuse('enrolment-unknown');
      return { ...issued, person: currentPerson(policy.current(), enrolment) };
    },
    caller(authorization) {
      const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(authorization ?? '')?.[1];
      // By its hash: how long a look-up takes tells nothing of the token.
      const found = token === undefined ? undefined : byToken.get(hex(token));
      const enrolment = found ? enrolments.get(found.enrolment) : null;
      if (!found || !enrolment || found.expires <= now()) return null;
      const person = currentPerson(policy.current(), enrolment);
      return { enrolment, person, expires: found.expires };
    },
    current({ enrolment: id = '' }) {
      const enrolment = enrolments.get(id);
      if (enrolment === null) return null;
      const { user, unit } = currentPerson(policy.current(), enrolment);
      return { user, unit, enrolment: id };
    },
    check(proxyAuthorization) {
      const sent = parseBasicCredential(proxyAuthorization);
      if (sent === null) return null;
      const password = digest(sent.password);
      let right = false;
      for (const each of live.get(sent.username) ?? []) {
        const same = timingSafeEqual(each.password, password);
        right = (same && each.expires > now()) || right;
      }
      const enrolment = right ? enrolments.get(sent.username) : null;
      if (enrolment === null) return null;
      const { user, unit } = currentPerson(policy.current(), enrolment);
      return { user, unit, enrolment: enrolment.id };
    },
  };
}

/** Remembers each nonce for as long as its statement would be in time. */
function createNonceMemory(now: () => number) {
  const started = now();
  const seen = new Map<string, Map<string, number>>();
  return {
    inTime(at: number): boolean {
      if (Math.abs(now() - at) > window) return false;
      // What was signed before this start may have been used before it: the memory is gone.
      return at >= started || Math.abs(now() - started) > 2 * window;
    },
    remember(
      enrolment: string,
      nonce: string,
      at: number,
    ): 'statement-replayed' | 'too-many-attempts' | null {
      const known = new Map([...(seen.get(enrolment) ?? [])].filter(([, until]) => until >= now()));
      seen.set(enrolment, known);
      if (known.has(nonce)) return 'statement-replayed';
      if (known.size >= noncesPerEnrolment) return 'too-many-attempts';
      known.set(nonce, at + window);
      return null;
    },
  };
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function hex(secret: string): string {
  return digest(secret).toString('hex');
}
