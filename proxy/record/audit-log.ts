/**
 * The audit log of one process on disk: append-only segments, a SHA-256 chain, and group commit:
 * records that wait at the same time share one durable write.
 */
import { genesis, nextHash, storedLine } from '../../shared/audit/chain.ts';
import { isPlainRecord } from '../../shared/audit/plain-record.ts';
import {
  type AuditRecord,
  auditRecordSchema,
  type StoredRecord,
} from '../../shared/audit/record.ts';
import type { Log } from '../platform/log.ts';
import { makePrivateFolder } from '../platform/private-file.ts';
import { AuditLogError, auditLogError } from './audit-log-error.ts';
import { lockFolder } from './folder-lock.ts';
import { recover } from './recover.ts';
import { dropSegmentsBefore } from './retention.ts';
import { createSegmentReader } from './segment-reader.ts';
import { openSegmentWriter } from './segment-writer.ts';
import { sha256 } from './sha256.ts';

export interface AuditLog extends AsyncDisposable {
  readonly terminal: string;
  /** Of the last durable record; 0 where there is none. */
  readonly lastSeq: number;
  /**
   * Resolves when the record is durable. Rejects with AuditLogError otherwise; nothing is kept
   * then, and later records are tried again.
   * @param how `patiently`: nothing waits for it, so it goes with the next that is in a hurry, or
   *   after a tenth of a second
   */
  append(record: AuditRecord, how?: 'patiently'): Promise<StoredRecord>;
  /**
   * Durable records with sequence numbers above `after`, in order, at most `limit`; empty at the end.
   * @throws AuditLogError `damaged` where a record cannot be read, `not-kept` where retention removed it
   */
  read(after: number, limit: number): Promise<StoredRecord[]>;
  /** Called after each group of records has become durable. @returns a function that ends it */
  onAppend(listener: (lastSeq: number) => void): () => void;
  /**
   * Removes whole segments, oldest first, whose last record is older than `time` (milliseconds
   * since 1970) and has been sent (`sentUpTo`). Never the segment that is written to.
   * @returns how many were removed
   */
  dropBefore(time: number, sentUpTo: number): Promise<number>;
}

export interface AuditLogOptions {
  readonly folder: string;
  readonly terminal: string;
  readonly log: Log;
  readonly now?: () => number;
  /** A segment of this size is followed by a new one. */
  readonly segmentBytes?: number;
}

interface Waiting {
  readonly record: AuditRecord;
  readonly json: string;
  readonly resolve: (stored: StoredRecord) => void;
  readonly reject: (error: AuditLogError) => void;
}

/** Of one write: far less than recovery looks at (recover.ts). */
const recordsInBatch = 1024;
const charactersInBatch = 1 << 20;
/** In UTF-8 still less than the longest line that is read (segments.ts). */
const charactersInRecord = 256 << 10;
const patienceMs = 100;
/** Of the loop, that a write waits while each brings more for it. */
const mostTurns = 4;
const segmentBytesNormal = 64 << 20;

/** @throws AuditLogError with the cure: `locked`, `damaged`, or the system's code */
export async function openAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  const { folder } = options;
  await using stack = new AsyncDisposableStack();
  try {
    await makePrivateFolder(folder);
    stack.use(await lockFolder(folder));
    const audit = await openLocked(options, stack);
    return audit(stack.move());
  } catch (error) {
    throw auditLogError(error, folder);
  }
}

async function openLocked(options: AuditLogOptions, stack: AsyncDisposableStack) {
  const { folder, terminal, log, now = Date.now, segmentBytes = segmentBytesNormal } = options;
  const { segments, tail, cut, damaged } = await recover(folder);
  for (const file of cut) log.warn({ file }, 'cut unfinished lines off the audit log, kept aside');
  if (damaged > 0) {
    log.error({ folder, damaged }, 'the audit log is damaged: run sekisho audit verify');
  }
  if (tail !== null && tail.terminal !== terminal) {
    throw new AuditLogError(
      'other-terminal',
      `The audit log ${folder} belongs to terminal ${tail.terminal}. Move it aside and start again.`,
    );
  }
  const writer = stack.use(await openSegmentWriter({ folder, segmentBytes, segments, tail }));
  const reader = createSegmentReader(segments);
  const listeners = new Set<(lastSeq: number) => void>();
  let lastSeq = tail?.seq ?? 0;
  let lastHash = tail?.hash ?? genesis;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  /** Somebody waits for one of those. */
  let isUrgent = false;
  /** Records that somebody waits for, since the start. */
  let hurries = 0;
  let late: NodeJS.Timeout | null = null;
  let closed = false;

  function hurry(): void {
    isUrgent = true;
    hurries++;
    // Begun later: it ends by saying that nothing is written.
    writing ??= Promise.resolve().then(writeWaiting);
  }

  /** Under load the next turn of the loop brings more, and a write costs the same for all of them. */
  async function gather(): Promise<void> {
    for (let turn = 0; turn < mostTurns; turn++) {
      const before = hurries;
      await new Promise(setImmediate);
      if (hurries === before) return;
    }
  }

  async function writeWaiting(): Promise<void> {
    while (isUrgent && waiting.length > 0) {
      await gather();
      const size = batchSize(waiting);
      if (size === waiting.length) {
        isUrgent = false;
        if (late !== null) clearTimeout(late);
        late = null;
      }
      const batch = waiting.slice(0, size);
      waiting = waiting.slice(size);
      await writeBatch(batch);
    }
    // In the same turn as the look at `waiting`, or a record appended in between would be forgotten.
    writing = null;
  }

  async function writeBatch(batch: Waiting[]): Promise<void> {
    // The chain moves on only when the batch is durable: a batch that failed leaves no gap.
    const stored: StoredRecord[] = [];
    let [seq, previous, lines] = [lastSeq, lastHash, ''];
    for (const { record, json } of batch) {
      seq++;
      const hash = nextHash(sha256, previous, terminal, seq, json);
      lines += `${storedLine(terminal, seq, previous, hash, json)}\n`;
      stored.push({ terminal, seq, previous, hash, record });
      previous = hash;
    }
    try {
      const day = new Date(now()).toISOString().slice(0, 10);
      await writer.write(lastSeq + 1, day, Buffer.from(lines));
    } catch (error) {
      const failure = auditLogError(error, folder);
      log.error({ code: failure.code, records: batch.length }, 'records could not be kept');
      for (const { reject } of batch) reject(failure);
      return;
    }
    lastSeq = seq;
    lastHash = previous;
    batch.forEach(({ resolve }, index) => {
      resolve(stored[index] as StoredRecord);
    });
    for (const listener of listeners) {
      try {
        listener(lastSeq);
      } catch (error) {
        log.error(error, 'a listener of the audit log failed');
      }
    }
  }

  return (resources: AsyncDisposableStack): AuditLog => ({
    terminal,
    get lastSeq() {
      return lastSeq;
    },
    append(record, how) {
      if (closed) return Promise.reject(new AuditLogError('closed', 'The audit log is closed.'));
      // Parsing puts the keys in the schema's order, so that whoever parses it again (the hub)
      // gets the same JSON text, and with it the same hash.
      const parsed = isPlainRecord(record)
        ? ({ success: true, data: record } as const)
        : auditRecordSchema.safeParse(record);
      if (!parsed.success) {
        const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
        return Promise.reject(new AuditLogError('invalid-record', `No audit record: ${where}`));
      }
      const json = JSON.stringify(parsed.data);
      if (json.length > charactersInRecord) {
        return Promise.reject(new AuditLogError('invalid-record', 'The record is too long.'));
      }
      return new Promise((resolve, reject) => {
        waiting.push({ record: parsed.data, json, resolve, reject });
        if (how !== 'patiently') hurry();
        else late ??= setTimeout(hurry, patienceMs);
      });
    },
    read: (after, limit) => reader.read(after, Math.min(limit, lastSeq - after)),
    onAppend(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dropBefore: (time, sentUpTo) => dropSegmentsBefore(segments, time, sentUpTo),
    async [Symbol.asyncDispose]() {
      if (closed) return;
      closed = true;
      if (waiting.length > 0) hurry();
      while (writing !== null) await writing;
      if (late !== null) clearTimeout(late);
      await resources.disposeAsync();
    },
  });
}

/** How many of those that wait go into one write: at least one. */
function batchSize(waiting: readonly Waiting[]): number {
  let characters = 0;
  for (let count = 0; count < Math.min(waiting.length, recordsInBatch); count++) {
    characters += waiting[count]?.json.length ?? 0;
    if (characters > charactersInBatch) return Math.max(1, count);
  }
  return Math.min(waiting.length, recordsInBatch);
}
