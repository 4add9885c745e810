const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export type TimeLeft =
  | { readonly unit: 'days' | 'hours'; readonly count: number }
  | { readonly unit: 'ended' };

/** Milliseconds as people count them: full days, below two of them hours, begun ones counted. */
export function timeLeft(left: number): TimeLeft {
  if (!(left > 0)) return { unit: 'ended' };
  if (left >= 2 * dayMs) return { unit: 'days', count: Math.floor(left / dayMs) };
  return { unit: 'hours', count: Math.ceil(left / hourMs) };
}
