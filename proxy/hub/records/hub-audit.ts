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
import type { LeftChange, Store } from '../store/store.ts';
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
  /** The record of a change, to be kept in the change's own transaction. */
  left(change: Change): LeftChange;
  /** Once such a change is made: its record now, or as soon as it can be written. Never rejects. */
  settle(): Promise<void>;
  /** Brings over what the store has not got, and what changes left behind. */
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
  let catching = Promise.resolve();

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

  async function bringLeft(): Promise<void> {
    await bring();
    for (const { id, json } of await store.leftChanges.list()) {
      const record = changeRecordSchema.parse(JSON.parse(json));
      // A kill between writing it and taking it away: it is there already.
      if (!(await isKept(record))) await append(record);
      await store.leftChanges.remove(id);
    }
    await bring();
  }

  async function isKept({ id, at }: ChangeRecord): Promise<boolean> {
    const until = new Date(Date.parse(at) + 1).toISOString();
    const { records } = await store.records.page({ id, since: at, until }, null, 1);
    return records.length > 0;
  }

  /** One at a time, or two would write the same change. */
  function catchUp(): Promise<void> {
    const run = catching.then(bringLeft);
    catching = run.catch(() => {});
    return run;
  }

  return {
    async record(change) {
      await append(makeChange(change, now()));
      await bring();
    },
    left(change) {
      const record = makeChange(change, now());
      return { id: record.id, json: JSON.stringify(record) };
    },
    settle: () => catchUp().catch((error) => log.error({ err: error }, 'records of changes wait')),
    catchUp,
  };
}
