/**
 * What was let through and still stands: tunnels and upgraded connections, which carry on unread
 * for hours. They are judged again when policy or people change, and from time to time (a term
 * ends, a policy expires): what would not be opened now for whoever acts now is ended.
 */

import { uncheckedAddress } from '../../shared/audit/record.ts';
import type { AdmitWith } from './admit.ts';
import { type Asked, answer, type Credential, judgeAddresses, upstreamOf } from './barrier.ts';

export interface StandingPassage {
  readonly asked: Asked;
  readonly address: string;
  /** The proxy above this one that it goes through; null: none. */
  readonly upstream: string | null;
  readonly end: () => void;
}

export interface Standing extends Disposable {
  /** @returns a function that takes it out again */
  add(passage: StandingPassage): () => void;
  review(): void;
}

/** Whom a credential stands for by now; null where its browser is enrolled no more. */
export type CurrentCredential = (credential: Credential) => Credential | null;

export function createStanding(options: {
  readonly admission: Pick<AdmitWith, 'policy' | 'isOwnPort' | 'onBug'>;
  readonly current: CurrentCredential;
  readonly now: () => number;
  /** Milliseconds. */
  readonly every: number;
}): Standing {
  const { admission, current, now, every } = options;
  const passages = new Set<StandingPassage>();

  function isOpen({ asked, address, upstream }: StandingPassage): boolean {
    try {
      const { credential, destination } = asked;
      const acting = credential && current(credential);
      if (acting?.user !== credential?.user) return false;
      const state = admission.policy();
      const given = answer(state, { ...asked, credential: acting, at: now() });
      // A warning was acknowledged when it was opened.
      if (given.kind !== 'decided' || given.decision.action === 'block') return false;
      const way = upstreamOf(state, destination)?.proxy ?? null;
      if (way !== upstream) return false;
      if (way !== null && address === uncheckedAddress) return true;
      return judgeAddresses(state, destination, [address], admission.isOwnPort) === null;
    } catch (error) {
      admission.onBug(error);
      return false;
    }
  }

  function review(): void {
    for (const passage of [...passages]) {
      if (isOpen(passage)) continue;
      passages.delete(passage);
      passage.end();
    }
  }

  const timer = setInterval(review, every);
  timer.unref();
  return {
    add(passage) {
      passages.add(passage);
      return () => passages.delete(passage);
    },
    review,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
