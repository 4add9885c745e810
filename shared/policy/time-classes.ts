/**
 * Moments that a policy cannot tell apart. Every date, time and time of day that stands in it is a
 * boundary, whatever it is for: cutting too often costs a look-up, cutting too rarely a wrong answer.
 */
import { endOf, japanClock, minuteOf, startOf } from './japan-time.ts';

const dayMs = 86_400_000;
const japanMs = 9 * 3_600_000;

/** The same text for two moments: no rule of the policy tells one from the other. */
export type TimeClass = (at: number) => string;

/** @param parts what the policy says, or some of it */
export function timeClasses(parts: unknown): TimeClass {
  const instants = new Set<number>();
  const minutes = new Set<number>();
  let hasHours = false;
  walk(parts, (key, text) => {
    if (key === 'addedAt') return;
    if (key === 'days') hasHours = true;
    if (/^\d{2}:\d{2}$/.test(text)) minutes.add(minuteOf(text));
    else if (/^\d{4}-\d{2}-\d{2}(T|$)/.test(text)) {
      instants.add(startOf(text));
      instants.add(endOf(text));
    }
  });
  const cuts = [...instants].filter((at) => !Number.isNaN(at)).sort((a, b) => a - b);
  const times = [...minutes].sort((a, b) => a - b);
  if (!hasHours && times.length === 0) return (at) => String(rank(cuts, at));
  return (at) => {
    // The day itself: days of the week, and whatever else may come to depend on the date.
    const day = Math.floor((at + japanMs) / dayMs);
    return `${rank(cuts, at)} ${day} ${rank(times, japanClock(at).minute)}`;
  };
}

/** How many of them are not later. */
function rank(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Number.POSITIVE_INFINITY) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function walk(value: unknown, visit: (key: string, text: string) => void, key = ''): void {
  if (typeof value === 'string') visit(key, value);
  else if (Array.isArray(value)) for (const each of value) walk(each, visit, key);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) walk(inner, visit, name);
  }
}
