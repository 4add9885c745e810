/**
 * Writes that the catalogue does not know, as operations: method, host and the shape of the path.
 * However often one is called, it is one row, and nobody is told of it twice.
 */
import { sql, type Transaction } from 'kysely';
import type { AuditRecord } from '../../../shared/audit/record.ts';
import type { MainTables } from './main-tables.ts';
import type { UnknownOperation } from './notification-store.ts';
import type { ArrivedRecord } from './store.ts';

/** A service whose paths are made up must not fill the table. */
const mostOfService = 500;

export function unknownOperations(arrived: readonly ArrivedRecord[]): UnknownOperation[] {
  const found = new Map<string, UnknownOperation>();
  for (const { json } of arrived) {
    if (!json.includes('"unknown-write"')) continue;
    const record = JSON.parse(json) as AuditRecord;
    if (record.type !== 'decision') continue;
    const { id: decision, at, method, destination, postings = [] } = record;
    for (const { service, act } of postings) {
      if (act !== 'unknown-write' || destination === null) continue;
      const path = operationPath(destination.path ?? '');
      const operation = `${method ?? ''} ${destination.host}${path}`.trim();
      const key = `${service} ${operation}`;
      const first = found.get(key)?.first ?? at;
      found.set(key, {
        service,
        operation,
        first,
        last: at,
        decision: found.get(key)?.decision ?? decision,
      });
    }
  }
  return [...found.values()];
}

/** Numbers, ids and tokens of a path are places that vary: `posts/81234` is `posts` and a star. */
export function operationPath(path: string): string {
  return path
    .split('/')
    .slice(0, 12)
    .map((part) => (isName(part) ? part : '*'))
    .join('/')
    .slice(0, 200);
}

/** Words of a program: letters, with few digits and no great length. */
function isName(part: string): boolean {
  if (part === '') return true;
  if (!/^[A-Za-z][A-Za-z0-9._:-]{0,49}$/.test(part)) return false;
  const digits = part.replace(/\D/g, '').length;
  return digits <= 2 || digits / part.length < 0.2;
}

export async function keepUnknownOperations(
  transaction: Transaction<MainTables>,
  records: readonly ArrivedRecord[],
): Promise<void> {
  for (const { service, operation, first, last, decision } of unknownOperations(records)) {
    await sql`insert into unknown_operations (service, operation, first_at, last_at, decision)
      select ${service}, ${operation}, ${first}, ${last}, ${decision}
      where (select count(*) from unknown_operations where service = ${service}) < ${mostOfService}
        or exists (select 1 from unknown_operations
          where service = ${service} and operation = ${operation})
      on conflict (service, operation) do update set last_at = max(last_at, excluded.last_at)`.execute(
      transaction,
    );
  }
}
