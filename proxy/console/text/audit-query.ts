/** The audit log's filter: in the address, in the form, and in the call to the hub. */
import type { RecordFilter } from '../../../shared/protocol/record-filter.ts';
import { referenceFrom } from './reference.ts';
import { jstInput, utcFromJst } from './time.ts';

export const filterNames = [
  'type',
  'action',
  'reason',
  'user',
  'unit',
  'terminal',
  'host',
  'act',
  'id',
  'text',
  'since',
  'until',
] as const satisfies readonly (keyof RecordFilter)[];
type Name = (typeof filterNames)[number];
export type FilterValues = Record<Name, string>;
export type FilterQuery = Partial<Record<Name, string>>;

/** Reads a filter out of the address; unknown parameters are left out, times stay in UTC. */
export function filterFrom(query: URLSearchParams): FilterQuery {
  const found: FilterQuery = {};
  for (const name of filterNames) {
    const value = query.get(name);
    if (value !== null && value !== '') found[name] = value;
  }
  return found;
}

/** A filter as the form holds it: times in JST. */
export function filterValues(filter: FilterQuery): FilterValues {
  const values = Object.fromEntries(filterNames.map((name) => [name, filter[name] ?? '']));
  return {
    ...(values as FilterValues),
    since: jstInput(filter.since ?? ''),
    until: jstInput(filter.until ?? ''),
  };
}

function filterValue(name: Name, typed: string): string {
  if (name === 'since' || name === 'until') return utcFromJst(typed) ?? '';
  return name === 'id' ? (referenceFrom(typed) ?? typed) : typed;
}

/** Back from the form; null where a time is unusable (`wrong` names it). */
export function filterFromValues(
  values: FilterValues,
): { ok: true; filter: FilterQuery } | { ok: false; wrong: ('since' | 'until')[] } {
  const wrong = (['since', 'until'] as const).filter(
    (name) => values[name] !== '' && utcFromJst(values[name]) === null,
  );
  if (wrong.length > 0) return { ok: false, wrong };
  const filter: FilterQuery = {};
  for (const name of filterNames) {
    const value = values[name].trim();
    if (value === '') continue;
    filter[name] = filterValue(name, value);
  }
  return { ok: true, filter };
}
