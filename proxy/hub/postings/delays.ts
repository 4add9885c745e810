/** How long something took: the middle and the longest of many. */

export interface Delays {
  /** Hours, to a tenth; null: there is none. */
  readonly medianHours: number | null;
  readonly longestHours: number | null;
}

const hourMs = 3_600_000;

/** @param delays ms, in any order */
export function delaysOf(delays: readonly number[]): Delays {
  const ordered = delays.toSorted((a, b) => a - b);
  return { medianHours: hours(median(ordered)), longestHours: hours(ordered.at(-1) ?? null) };
}

/** @param ordered from the least to the most */
function median(ordered: readonly number[]): number | null {
  const middle = ordered.length >> 1;
  const upper = ordered[middle];
  if (upper === undefined) return null;
  return ordered.length % 2 === 1 ? upper : (upper + (ordered[middle - 1] ?? upper)) / 2;
}

function hours(ms: number | null): number | null {
  return ms === null ? null : Math.round((ms / hourMs) * 10) / 10;
}
