/**
 * The hub's own audit log: durable on disk first, then taken into the store like any terminal's
 * (terminal `hub`). What the store has not got after a crash is brought at the next start.
 */
import { randomBytes } from 'node:crypto';
import { maskText } from '../../../shared/audit/mask.ts';
import { type ChangeRecord, changeRecordSchema } from '../../../shared/audit/record.ts';
import { decisionId } from '../../../shared/policy/decision-id.ts';
import type { Log } from '../../platform/log.ts';
import type { AuditLog } from '../../record/audit-log.ts';
import { Refusal } from '../refusals.ts';
import type { Store } from '../store/store.ts';
import { toArrived } from './arrival.ts';

export const hubTerminal = 'hub';
const portion = 500;

export interface Change {
  readonly act: ChangeRecord['act'];
  readonly actor: string | null;
  readonly subject?: string | null;
  /** Passes the mask. */
  readonly detail?: string | null;
  readonly decision?: string | null;
}

export interface HubAudit {
  /**
   * Resolves when the line is durable and can be read in the console.
   * @throws Refusal `not-recorded`
   */
  record(change: Change): Promise<void>;
  /** Brings over what the store has not got, and what the command line left. */
  catchUp(): Promise<void>;
}

export function makeChange(change: Change, now: number): ChangeRecord {
  const { act, actor, subject = null, detail = null, decision = null } = change;
  return {
    v: 1,
    type: 'change',
    id: decisionId(now, randomBytes(5)),
    at: new Date(now).toISOString(),
    act,
    actor,
    subject,
    detail: detail === null ? null : maskText(detail),
    decision,
  };
}

export function createHubAudit(options: {
  audit: Pick<AuditLog, 'append' | 'read'>;
  store: Pick<Store, 'records' | 'leftChanges'>;
  now: () => number;
  log: Log;
}): HubAudit {
  const { audit, store, now, log } = options;
  let pumping = Promise.resolve();

  async function pump(): Promise<void> {
    for (;;) {
      const { seq } = await store.records.cursor(hubTerminal);
      const records = await audit.read(seq, portion);
      if (records.length === 0) return;
      await store.records.ingest(hubTerminal, records.map(toArrived));
    }
  }

  /** One at a time: each run starts behind the record that it is for. */
  function bring(): Promise<void> {
    const run = pumping.then(pump);
    pumping = run.catch((error) => log.error({ err: error }, 'records of the hub wait'));
    return run;
  }

  async function append(record: ChangeRecord): Promise<void> {
    try {
      await audit.append(record);
    } catch (error) {
      log.error({ err: error }, 'audit record not written');
      throw new Refusal('not-recorded');
    }
  }

  return {
    async record(change) {
      await append(makeChange(change, now()));
      await bring();
    },
    async catchUp() {
      for (const { id, json } of await store.leftChanges.list()) {
        await append(changeRecordSchema.parse(JSON.parse(json)));
        await store.leftChanges.remove(id);
      }
      await bring();
    },
  };
}
