/** An entry as a form holds it (texts), and back. What the form does not show stays as it was. */
import type { EntryFields } from '../../../shared/policy/schema.ts';
import { dayOf } from '../text/time.ts';

export interface EntryValues {
  match: string;
  action: string;
  reason: string;
  owner: string;
  clause: string;
  until: string;
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
    until: entry?.until === undefined ? '' : dayOf(entry.until),
    units: entry?.units ?? [],
    users: entry?.users ?? [],
    note: entry?.note ?? '',
  };
}

/** @param before the entry that was edited: its other fields (hours, from, addedBy …) are kept */
export function entryFrom(values: EntryValues, before: EntryFields | null): EntryFields {
  const {
    match: _,
    action,
    reason,
    owner,
    clause,
    until,
    units,
    users,
    note,
    ...rest
  } = before ?? { match: '' };
  const sameDay = until !== undefined && dayOf(until) === values.until;
  return {
    ...rest,
    match: values.match.trim(),
    ...(values.action !== '' && { action: values.action as NonNullable<EntryFields['action']> }),
    ...text('reason', values.reason),
    ...text('owner', values.owner),
    ...text('clause', values.clause),
    ...(values.until !== '' && { until: sameDay ? until : values.until }),
    ...(values.units.length > 0 && { units: [...values.units] }),
    ...(values.users.length > 0 && { users: [...values.users] }),
    ...text('note', values.note),
  };
}

function text<N extends string>(name: N, value: string): { [K in N]?: string } {
  const trimmed = value.trim();
  return trimmed === '' ? {} : ({ [name]: trimmed } as { [K in N]?: string });
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
