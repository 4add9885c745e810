const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export type TimeLeft =
  | { readonly unit: 'days' | 'hours'; readonly count: number }
  | { readonly unit: 'ended' };

/**
 * From now to a moment of the policy (a date ends with its day in Japan): full days, below two of
 * them hours, begun ones counted.
 */
export function timeLeft(until: string, now: number): TimeLeft {
  const end = Date.parse(until.length === 10 ? `${until}T24:00:00+09:00` : until);
  const left = end - now;
  if (!(left > 0)) return { unit: 'ended' };
  if (left >= 2 * dayMs) return { unit: 'days', count: Math.floor(left / dayMs) };
  return { unit: 'hours', count: Math.ceil(left / hourMs) };
}
