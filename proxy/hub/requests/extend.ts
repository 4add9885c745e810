/** The end of an exception, moved: what "extend" proposes, and the change that does it. */
import { endOf } from '../../../shared/policy/japan-time.ts';
import type { EntryFields, Policy } from '../../../shared/policy/schema.ts';
import type { Change } from '../../../shared/protocol/policy-change.ts';
import { entryKey } from '../policy/entry-key.ts';
import { japanTime } from '../policy/grant-request.ts';
import { exceptionsOf } from './standing.ts';

const dayMs = 86_400_000;
const yearMs = 366 * dayMs;
/** Where nobody knows for how long an entry was made. */
const usualMs = 30 * dayMs;

/**
 * As long again as it was made for, at most a year, from its end or from now where that is later.
 * A date stays a date.
 * @param now epoch ms
 */
export function proposedEnd({ until, addedAt }: EntryFields, now: number): string {
  const end = until === undefined ? now : endOf(until);
  const term = addedAt === undefined ? usualMs : Math.min(yearMs, end - Date.parse(addedAt));
  // In whole days where it can be: the time of day was chosen.
  const whole = term >= dayMs ? Math.round(term / dayMs) * dayMs : term;
  const next = Math.max(end, now) + (whole > 0 ? whole : usualMs);
  const isDate = until === undefined || /^\d{4}-\d\d-\d\d$/.test(until);
  // A date is over at the midnight after it.
  return isDate ? japanTime(next - 1).slice(0, 10) : japanTime(next);
}

export type Extension =
  | {
      readonly ok: true;
      readonly change: Change;
      readonly until: string;
      readonly for: 'person' | 'unit' | 'all';
    }
  | { readonly ok: false; readonly problem: 'no-exception' | 'not-later' };

/** @param now epoch ms */
export function extendException(
  request: string,
  until: string,
  policy: Policy,
  now: number,
): Extension {
  const found = exceptionsOf(policy).get(request);
  if (found === undefined || found.entry.until === undefined) {
    return { ok: false, problem: 'no-exception' };
  }
  const end = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/.test(until)
    ? endOf(until)
    : Number.NaN;
  if (!(end > now && end > endOf(found.entry.until))) return { ok: false, problem: 'not-later' };
  const kept = until.length === 10 ? until : japanTime(end);
  const { list, entry } = found;
  const change: Change = {
    op: 'update-entry',
    list,
    key: entryKey(entry),
    entry: { ...entry, until: kept },
  };
  const whom = entry.users !== undefined ? 'person' : entry.units !== undefined ? 'unit' : 'all';
  return { ok: true, change, until: kept, for: whom };
}
