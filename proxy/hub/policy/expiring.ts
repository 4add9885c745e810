import { endOf } from '../../../shared/policy/japan-time.ts';

const soonMs = 30 * 24 * 3_600_000;

/** Ends within 30 days, or has ended: somebody should look at it. */
export function isExpiring(until: string | undefined, now: number): boolean {
  return until !== undefined && endOf(until) - now <= soonMs;
}
