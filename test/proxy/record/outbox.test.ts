import { describe, expect, it } from 'vitest';
import { type AuditLog, openAuditLog } from '../../../proxy/record/audit-log.ts';
import { createOutbox, type Outbox } from '../../../proxy/record/outbox.ts';
import type { StoredRecord } from '../../../shared/audit/record.ts';
import { decisionRecord, memoryLog, temporaryFolder } from '../../support/audit-records.ts';
import { until } from '../../support/until.ts';
import { decisions } from '../../support/written-log.ts';

/** The hub's side: keeps what continues what it has, answers how far it has everything. */
function smallHub() {
  const kept: StoredRecord[] = [];
  const batches: number[] = [];
  return {
    kept,
    batches,
    async send(records: StoredRecord[]) {
      batches.push(records.length);
      for (const record of records) if (record.seq === kept.length + 1) kept.push(record);
      return { upTo: kept.length };
    },
  };
}

async function withLog(use: (audit: AuditLog) => Promise<void>): Promise<void> {
  await using folder = await temporaryFolder();
  const { log } = memoryLog();
  await using audit = await openAuditLog({ folder: folder.path, terminal: 't-1', log });
  await use(audit);
}

interface Cursor {
  upTo: number;
}

function outboxOf(
  audit: AuditLog,
  send: (records: StoredRecord[], signal: AbortSignal) => Promise<{ upTo: number }>,
  cursor: Cursor = { upTo: 0 },
  more: Partial<Parameters<typeof createOutbox>[0]> = {},
): Outbox {
  return createOutbox({
    audit,
    send,
    readCursor: async () => cursor.upTo,
    writeCursor: async (upTo) => {
      cursor.upTo = upTo;
    },
    log: memoryLog().log,
    jitter: () => 1,
    times: { linger: 1, firstWait: 1, mostWait: 4, endWithin: 60_000 },
    ...more,
  });
}

const append = (audit: AuditLog, count: number, from = 1) =>
  Promise.all(decisions(count, from).map((record) => audit.append(record)));
const seqs = (records: StoredRecord[]) => records.map(({ seq }) => seq);
const oneTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('createOutbox', () => {
  it('sends what is there and what comes, in order, at most 500 at a time', () =>
    withLog(async (audit) => {
      await append(audit, 1200);
      const hub = smallHub();
      const cursor = { upTo: 0 };
      await using outbox = outboxOf(audit, hub.send, cursor);
      await until(() => outbox.waiting === 0 && hub.kept.length === 1200);
      await append(audit, 3, 2000);
      await until(() => cursor.upTo === 1203);
      expect(seqs(hub.kept)).toEqual(oneTo(1203));
      expect(Math.max(...hub.batches)).toBe(500);
      expect(outbox.sentUpTo).toBe(1203);
    }));

  it('goes on from the cursor', () =>
    withLog(async (audit) => {
      await append(audit, 5);
      const hub = smallHub();
      hub.kept.push(...(await audit.read(0, 3)));
      await using _outbox = outboxOf(audit, hub.send, { upTo: 3 });
      await until(() => hub.kept.length === 5);
      expect(hub.batches[0]).toBe(2);
    }));

  it('keeps each record once where it was killed between sending and writing the cursor', () =>
    withLog(async (audit) => {
      await append(audit, 5);
      const hub = smallHub();
      await hub.send(await audit.read(0, 5));
      const cursor = { upTo: 0 };
      await using _outbox = outboxOf(audit, hub.send, cursor);
      await until(() => cursor.upTo === 5);
      expect(seqs(hub.kept)).toEqual([1, 2, 3, 4, 5]);
    }));

  it('sends again what a hub lost', () =>
    withLog(async (audit) => {
      await append(audit, 10);
      const hub = smallHub();
      const noted = memoryLog();
      hub.kept.push(...(await audit.read(0, 4)));
      await using outbox = outboxOf(audit, hub.send, { upTo: 9 }, { log: noted.log });
      await until(() => hub.kept.length === 10 && outbox.waiting === 0);
      expect(seqs(hub.kept)).toEqual(oneTo(10));
      expect(noted.messages).toContain('the hub lost records: they are sent again');
    }));

  it('tries again after failures, with longer waits, until the hub takes them', () =>
    withLog(async (audit) => {
      await append(audit, 3);
      const hub = smallHub();
      let failures = 0;
      const send = async (records: StoredRecord[]) => {
        if (failures++ < 5) throw Object.assign(new Error(), { code: 'unreachable' });
        return hub.send(records);
      };
      await using outbox = outboxOf(audit, send);
      await until(() => hub.kept.length === 3);
      expect(failures).toBe(6);
      await until(() => outbox.waiting === 0);
    }));

  it('counts what waits, and tries at once when nudged', () =>
    withLog(async (audit) => {
      await append(audit, 2);
      let isThere = false;
      let asked = 0;
      const hub = smallHub();
      const send = async (records: StoredRecord[]) => {
        asked++;
        if (!isThere) throw new Error('no hub');
        return hub.send(records);
      };
      const times = { linger: 1, firstWait: 3_600_000, mostWait: 3_600_000, endWithin: 100 };
      await using outbox = outboxOf(audit, send, { upTo: 0 }, { times });
      await until(() => asked === 1);
      await append(audit, 1, 3);
      expect(outbox.waiting).toBe(3);
      isThere = true;
      // A nudge that comes before the waiting has begun would be lost.
      await until(() => {
        outbox.nudge();
        return hub.kept.length === 3;
      });
      await until(() => outbox.waiting === 0);
    }));

  it('never believes a hub that has more than the log', () =>
    withLog(async (audit) => {
      await append(audit, 2);
      const noted = memoryLog();
      const cursor = { upTo: 0 };
      const send = async () => ({ upTo: 99 });
      await using outbox = outboxOf(audit, send, cursor, { log: noted.log });
      await until(() => noted.messages.some((message) => message.includes('join again')));
      expect(cursor.upTo).toBe(0);
      expect(outbox.waiting).toBe(2);
    }));

  it('does not flood a hub that takes nothing', () =>
    withLog(async (audit) => {
      await append(audit, 2);
      let asked = 0;
      const send = async () => {
        asked++;
        return { upTo: 0 };
      };
      const times = { linger: 1, firstWait: 3_600_000, mostWait: 3_600_000, endWithin: 100 };
      const noted = memoryLog();
      await using _outbox = outboxOf(audit, send, { upTo: 0 }, { times, log: noted.log });
      await until(() => noted.messages.includes('records could not be sent'));
      await append(audit, 50, 10);
      expect(asked).toBe(1);
    }));

  it('goes on where the cursor stands behind the end of the log, as after putting back a copy', () =>
    withLog(async (audit) => {
      await append(audit, 2);
      const hub = smallHub();
      hub.kept.push(...(await audit.read(0, 2)));
      await using outbox = outboxOf(audit, hub.send, { upTo: 50 });
      await append(audit, 1, 3);
      await until(() => hub.kept.length === 3 && outbox.waiting === 0);
    }));

  it('sends the last records when it is closed', () =>
    withLog(async (audit) => {
      const hub = smallHub();
      const outbox = outboxOf(audit, hub.send);
      await append(audit, 700);
      await outbox[Symbol.asyncDispose]();
      expect(hub.kept).toHaveLength(700);
    }));

  it('ends in time where the hub does not answer', () =>
    withLog(async (audit) => {
      await audit.append(decisionRecord(1));
      const send = (_: StoredRecord[], signal: AbortSignal) =>
        new Promise<never>((__, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        });
      const times = { linger: 1, firstWait: 1, mostWait: 4, endWithin: 100 };
      const outbox = outboxOf(audit, send, { upTo: 0 }, { times });
      await outbox[Symbol.asyncDispose]();
      expect(outbox.waiting).toBe(1);
    }));

  it('lives on where the cursor cannot be written', () =>
    withLog(async (audit) => {
      await append(audit, 1);
      const hub = smallHub();
      let fails = true;
      const writeCursor = async () => {
        if (fails) throw Object.assign(new Error(), { code: 'ENOSPC' });
      };
      await using outbox = outboxOf(audit, hub.send, { upTo: 0 }, { writeCursor });
      await until(() => hub.kept.length === 1);
      fails = false;
      await append(audit, 1, 2);
      await until(() => hub.kept.length === 2 && outbox.waiting === 0);
    }));
});
