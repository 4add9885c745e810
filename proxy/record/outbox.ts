/**
 * The outbox: sends the audit log to the hub in order and remembers how far the hub has it. What
 * is sent twice (a kill between sending and remembering) the hub knows by terminal and sequence
 * number; what a hub lost is sent again from where its answer says.
 */
import type { StoredRecord } from '../../shared/audit/record.ts';
import type { Log } from '../platform/log.ts';
import type { AuditLog } from './audit-log.ts';
import { errorCode } from './audit-log-error.ts';

export interface Outbox extends AsyncDisposable {
  /** Records that the hub has not confirmed yet. */
  readonly waiting: number;
  /** The hub has everything up to this sequence number. */
  readonly sentUpTo: number;
  /** Tries again now, e.g. because the hub was heard of. New records need no word. */
  nudge(): void;
}

export interface OutboxOptions {
  readonly audit: Pick<AuditLog, 'read' | 'lastSeq' | 'onAppend'>;
  /**
   * At most 500 records, in order. `upTo`: the hub has everything up to there, durably.
   * @throws where the hub did not answer so
   */
  send(records: StoredRecord[], signal: AbortSignal): Promise<{ upTo: number }>;
  /** How far the hub had everything; 0 where it was never written. */
  readCursor(): Promise<number>;
  writeCursor(upTo: number): Promise<void>;
  readonly log: Log;
  /** 0 to 1: spreads the terminals that lost the same hub. */
  readonly jitter?: () => number;
  /** Milliseconds. */
  readonly times?: Partial<typeof timesNormal>;
}

/** Why a waiting is cut short. */
type Reason = 'record' | 'nudge' | 'end';

const recordsInBatch = 500;
const timesNormal = {
  /** Records that come together go together. */
  linger: 50,
  /** Between two attempts, doubling from the first to the most. */
  firstWait: 1_000,
  mostWait: 60_000,
  /** For the last records, when it is closed. */
  endWithin: 2_000,
};

export function createOutbox(options: OutboxOptions): Outbox {
  const { audit, log, jitter = Math.random } = options;
  const times = { ...timesNormal, ...options.times };
  const hub = new AbortController();
  let cursor = 0;
  let failures = 0;
  let ending = false;
  let wake: (why: Reason) => void = () => {};

  function wait(reasons: readonly Reason[], milliseconds?: number): Promise<void> {
    if (ending) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
      wake = (why) => {
        if (!reasons.includes(why)) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function sendNext(): Promise<void> {
    const records = await audit.read(cursor, recordsInBatch);
    const { upTo } = await options.send(records, hub.signal);
    const last = records.at(-1)?.seq ?? cursor;
    if (upTo > last) throw new HubAhead(upTo, last);
    if (upTo < cursor) log.warn({ cursor, upTo }, 'the hub lost records: they are sent again');
    const progress = upTo !== cursor;
    cursor = upTo;
    if (!progress) throw new Error('the hub took no record');
    await options.writeCursor(cursor);
  }

  async function run(): Promise<void> {
    cursor = await options.readCursor();
    if (cursor > audit.lastSeq) {
      log.error({ cursor, lastSeq: audit.lastSeq }, 'the audit log is older than what was sent');
      cursor = audit.lastSeq;
    }
    while (!ending || audit.lastSeq > cursor) {
      if (audit.lastSeq === cursor) {
        await wait(['record', 'nudge', 'end']);
        continue;
      }
      if (failures === 0) await wait(['end'], times.linger);
      try {
        await sendNext();
        failures = 0;
      } catch (error) {
        if (ending) return;
        failures++;
        sayFailure(error);
        const most = Math.min(times.firstWait * 2 ** (failures - 1), times.mostWait);
        await wait(['nudge', 'end'], most * (0.5 + jitter() / 2));
      }
    }
  }

  function sayFailure(error: unknown): void {
    const said = { code: errorCode(error), failures, waiting: audit.lastSeq - cursor };
    if (error instanceof HubAhead) log.error({ ...said, ...error.facts }, error.message);
    else log.warn(said, 'records could not be sent');
  }

  const endListening = audit.onAppend(() => wake('record'));
  const running = run().catch((error) => log.error(error, 'the outbox stopped'));
  return {
    get waiting() {
      return Math.max(0, audit.lastSeq - cursor);
    },
    get sentUpTo() {
      return cursor;
    },
    nudge: () => wake('nudge'),
    async [Symbol.asyncDispose]() {
      ending = true;
      endListening();
      wake('end');
      const limit = setTimeout(() => hub.abort(), times.endWithin);
      await running;
      clearTimeout(limit);
    },
  };
}

/** A hub that has more than this log: the log was put back from a copy, or another one is in its place. */
class HubAhead extends Error {
  readonly facts: { readonly upTo: number; readonly last: number };

  constructor(upTo: number, last: number) {
    super('the hub has records that this log has not: move the audit log aside and join again');
    this.facts = { upTo, last };
  }
}
