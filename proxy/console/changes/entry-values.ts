/** An entry as a form holds it (texts), and back. What the form does not show stays as it was. */
import type { EntryFields } from '../../../shared/policy/schema.ts';
import { dayOf } from '../text/time.ts';
import { type ScopeValues, scopeFrom, scopeOf } from './scope-values.ts';

type Hours = NonNullable<EntryFields['hours']>;
export const weekdays: readonly NonNullable<Hours['days']>[number][] = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
];

export interface EntryValues extends ScopeValues {
  match: string;
  action: string;
  reason: string;
  owner: string;
  clause: string;
  from: string;
  until: string;
  days: readonly string[];
  hoursFrom: string;
  hoursTo: string;
  /** `closed`, or '' */
  holidays: string;
  units: readonly string[];
  users: readonly string[];
  note: string;
}

export function valuesOf(entry: EntryFields | null): EntryValues {
  return {
    match: entry?.match ?? '',
    action: entry?.action ?? '',
    reason: entry?.reason ?? '',
    owner: entry?.owner ?? '',
    clause: entry?.clause ?? '',
    from: entry?.from === undefined ? '' : dayOf(entry.from),
    until: entry?.until === undefined ? '' : dayOf(entry.until),
    days: entry?.hours?.days ?? [],
    hoursFrom: entry?.hours?.from ?? '',
    hoursTo: entry?.hours?.to ?? '',
    holidays: entry?.hours?.holidays === 'closed' ? 'closed' : '',
    units: entry?.units ?? [],
    users: entry?.users ?? [],
    ...scopeOf(entry),
    note: entry?.note ?? '',
  };
}

/** @param before the entry that was edited: its other fields (addedBy …) are kept */
export function entryFrom(values: EntryValues, before: EntryFields | null): EntryFields {
  const {
    match: _,
    action,
    reason,
    owner,
    clause,
    from,
    until,
    hours,
    units,
    users,
    terminals: __,
    initiators: ___,
    readOnly: ____,
    note,
    ...rest
  } = before ?? { match: '' };
  return {
    ...rest,
    match: values.match.trim(),
    ...(values.action !== '' && { action: values.action as NonNullable<EntryFields['action']> }),
    ...text('reason', values.reason),
    ...text('owner', values.owner),
    ...text('clause', values.clause),
    ...(values.from !== '' && { from: momentOf(values.from, from) }),
    ...(values.until !== '' && { until: momentOf(values.until, until) }),
    ...hoursOf(values, hours),
    ...(values.units.length > 0 && { units: [...values.units] }),
    ...(values.users.length > 0 && { users: [...values.users] }),
    ...scopeFrom(values),
    ...text('note', values.note),
  };
}

/** The time that stood there stays while its day is the same. */
function momentOf(day: string, before: string | undefined): string {
  return before !== undefined && dayOf(before) === day ? before : day;
}

function hoursOf(
  { days, hoursFrom, hoursTo, holidays }: EntryValues,
  before: Hours | undefined,
): { hours?: Hours } {
  const hours: Hours = {
    ...(days.length > 0 && { days: weekdays.filter((day) => days.includes(day)) }),
    ...(hoursFrom !== '' && { from: hoursFrom }),
    ...(hoursTo !== '' && { to: hoursTo }),
    ...(holidays === 'closed' ? { holidays } : before?.holidays === 'open' && { holidays: 'open' }),
  };
  if (Object.keys(hours).length > 0) return { hours };
  return before !== undefined && Object.keys(before).length === 0 ? { hours: before } : {};
}

function text<N extends string>(name: N, value: string): { [K in N]?: string } {
  const trimmed = value.trim();
  return trimmed === '' ? {} : ({ [name]: trimmed } as { [K in N]?: string });
}

/** Whether an entry's first moment is still ahead. */
export function isToCome(from: string, now: number): boolean {
  return Date.parse(from.length === 10 ? `${from}T00:00:00+09:00` : from) > now;
}

/** As the hub counts entries that are about to expire: 30 days. */
const soonMs = 30 * 86_400_000;

/** Where an entry stands to its end: null for good, or far from it. */
export function termState(until: string | undefined, now: number): 'expired' | 'soon' | null {
  if (until === undefined) return null;
  const end = Date.parse(until.length === 10 ? `${until}T24:00:00+09:00` : until);
  if (Number.isNaN(end)) return null;
  if (end <= now) return 'expired';
  return end - now <= soonMs ? 'soon' : null;
}
