/**
 * Refusals by lists (an entry of a list, the default, a path that was not seen), added up: where to,
 * who, and which page asked. What a list in mode `observe` would have refused is among them.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Observed } from '../../../shared/policy/propose-list.ts';
import type { DayFiles } from './day-files.ts';
import type { RecordTables } from './record-columns.ts';
import { escapeLike } from './record-filter.ts';
import { daysWithin } from './record-page.ts';

/** Refusals of one place for one person. */
export interface RefusedPlace {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  /** null where only the host was seen. */
  readonly path: string | null;
  readonly user: string | null;
  readonly unit: string | null;
  readonly count: number;
}

export interface RefusalStore {
  /** Of a host and everything below it. */
  below(host: string, since: string): Promise<RefusedPlace[]>;
  /** What was stopped, or, of `observed`, would have been. */
  wanted(since: string, kind: 'refused' | 'observed'): Promise<Observed[]>;
}

export function refusalStore(files: Pick<DayFiles, 'days' | 'reader'>): RefusalStore {
  async function ofDays<T extends object>(since: string, query: RawBuilder<T>): Promise<T[]> {
    const rows: T[] = [];
    for (const day of daysWithin(files.days(), { since })) {
      rows.push(...(await run(await files.reader(day), query)));
    }
    return rows;
  }

  return {
    async below(host, since) {
      const rows = await ofDays(
        since,
        sql<RefusedPlace>`select record ->> '$.destination.scheme' as scheme, host, port,
          record ->> '$.destination.path' as path, "user" as user, unit, count(*) as count
        from records indexed by records_wanted
        where refused > 0 and (host = ${host} or host like ${`%.${escapeLike(host)}`} escape '\\')
          and at >= ${since}
        group by 1, 2, 3, 4, 5, 6`,
      );
      return addUp(rows, ({ scheme, host, port, path, user, unit }) =>
        JSON.stringify([scheme, host, port, path, user, unit]),
      );
    },
    async wanted(since, kind) {
      const rows = await ofDays(
        since,
        sql<Observed>`select initiator, host, port, "user" as user, unit, count(*) as count,
          sum(act = 'navigate') as navigated, min(at) as first, max(at) as last
        from records indexed by records_wanted
        where refused > 0 and refused = ${kind === 'refused' ? 1 : 2} and at >= ${since}
        group by initiator, host, port, "user", unit`,
      );
      return addUp(rows, ({ initiator, host, port, user, unit }) =>
        JSON.stringify([initiator, host, port, user, unit]),
      );
    },
  };
}

async function run<T extends object>(day: Kysely<RecordTables>, query: RawBuilder<T>) {
  return (await query.execute(day)).rows;
}

/** The same in several days' files is one row. */
function addUp<T extends { count: number } & Partial<Observed>>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): T[] {
  const sums = new Map<string, T>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = sums.get(key);
    sums.set(key, known === undefined ? row : sum(known, row));
  }
  return [...sums.values()];
}

function sum<T extends { count: number } & Partial<Observed>>(one: T, other: T): T {
  const count = one.count + other.count;
  if (one.first === undefined || other.first === undefined) return { ...one, count };
  return {
    ...one,
    count,
    navigated: (one.navigated ?? 0) + (other.navigated ?? 0),
    first: one.first < other.first ? one.first : other.first,
    last: (one.last ?? '') > (other.last ?? '') ? one.last : other.last,
  };
}
