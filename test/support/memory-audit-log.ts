/** An audit log without a disk: what was appended, in order; it can be told to fail. */
import type {
  AuditRecord,
  DecisionRecord,
  OutcomeRecord,
  StoredRecord,
} from '../../shared/audit/record.ts';

export interface MemoryAuditLog {
  readonly records: AuditRecord[];
  /** `disk-full`: each append rejects; `waiting`: they resolve when `release()` is called. */
  state: 'working' | 'disk-full' | 'waiting';
  release(): void;
  append(record: AuditRecord): Promise<StoredRecord>;
  decisions(): DecisionRecord[];
  outcomes(): OutcomeRecord[];
  /** Resolves with the records as soon as so many outcome lines are there. */
  whenOutcomes(count: number): Promise<AuditRecord[]>;
}

export function createMemoryAuditLog(): MemoryAuditLog {
  const records: AuditRecord[] = [];
  const waiting: (() => void)[] = [];
  const watchers = new Set<() => void>();
  const ofType = <T extends AuditRecord['type']>(type: T) =>
    records.filter((record): record is Extract<AuditRecord, { type: T }> => record.type === type);

  const log: MemoryAuditLog = {
    records,
    state: 'working',
    release() {
      log.state = 'working';
      for (const resolve of waiting.splice(0)) resolve();
    },
    async append(record) {
      if (log.state === 'disk-full') {
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      }
      if (log.state === 'waiting') await new Promise<void>((resolve) => waiting.push(resolve));
      records.push(record);
      for (const watch of watchers) watch();
      const hash = '0'.repeat(64);
      return { terminal: 'test', seq: records.length, previous: hash, hash, record };
    },
    decisions: () => ofType('decision'),
    outcomes: () => ofType('outcome'),
    async whenOutcomes(count) {
      if (ofType('outcome').length >= count) return records;
      return new Promise((resolve) => {
        const watch = () => {
          if (ofType('outcome').length < count) return;
          watchers.delete(watch);
          resolve(records);
        };
        watchers.add(watch);
      });
    },
  };
  return log;
}
