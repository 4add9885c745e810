/** Ids of decisions that have their line already; the oldest are forgotten. */
import type { AuditLog } from '../record/audit-log.ts';

export interface ReportedIds {
  /** false where it is known. */
  add(id: string): boolean;
  remove(id: string): void;
}

export function createReportedIds(limit = 20_000): ReportedIds {
  const ids = new Set<string>();
  return {
    add(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      if (ids.size > limit) ids.delete(ids.values().next().value ?? '');
      return true;
    },
    remove: (id) => void ids.delete(id),
  };
}

/** So many records back an extension may still send a report again after a restart of the proxy. */
const looksBack = 2_000;

/** @throws AuditLogError where the end of the log cannot be read */
export async function rememberReported(
  ids: ReportedIds,
  audit: Pick<AuditLog, 'read' | 'lastSeq'>,
): Promise<void> {
  let after = Math.max(0, audit.lastSeq - looksBack);
  while (after < audit.lastSeq) {
    const records = await audit.read(after, 500);
    if (records.length === 0) return;
    for (const { record } of records) if (record.type === 'decision') ids.add(record.id);
    after = records.at(-1)?.seq ?? audit.lastSeq;
  }
}
