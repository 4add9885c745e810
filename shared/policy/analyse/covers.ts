/** Whether one entry matches whatever another one matches, and counts whenever the other counts. */
import { endOf, startOf } from '../japan-time.ts';
import type { Conditions, PlacedEntry } from './placed-entry.ts';

/** Both of the same host, path and query: see shadowed.ts. False where it cannot be told. */
export function covers(wide: PlacedEntry, narrow: PlacedEntry): boolean {
  const [a, b] = [wide.entry.match, narrow.entry.match];
  if (a.scheme !== null && a.scheme !== b.scheme) return false;
  if (a.port !== null && a.port !== b.port) return false;
  if (a.host !== null && (!narrow.isGlob || wide.host !== narrow.host)) return false;
  if (a.exact && !b.exact) return false;
  if (wide.isGlob !== narrow.isGlob && wide.path !== '') return false;
  // An allow wants every occurrence of a key, a block any.
  const isStricter = wide.entry.action === 'allow' && narrow.entry.action !== 'allow';
  if (a.query !== null && isStricter) return false;
  return impliedBy(wide.conditions, narrow.conditions);
}

/** Whether all of the first hold wherever all of the second do. */
export function impliedBy(some: Conditions, others: Conditions): boolean {
  return some.every((each) =>
    Object.entries(each).every(([key, value]) =>
      others.some((other) => key in other && isWithin(key, other[key], value)),
    ),
  );
}

function isWithin(key: string, inner: unknown, outer: unknown): boolean {
  if (
    ['units', 'users', 'terminals'].includes(key) &&
    Array.isArray(inner) &&
    Array.isArray(outer)
  ) {
    return inner.every((name) => outer.includes(name));
  }
  if (key === 'from') return startOf(String(inner)) >= startOf(String(outer));
  if (key === 'until') return endOf(String(inner)) <= endOf(String(outer));
  return JSON.stringify(inner) === JSON.stringify(outer);
}
