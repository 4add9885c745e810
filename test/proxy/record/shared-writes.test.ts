/** Which records of an audit log go with one write. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openAuditLog } from '../../../proxy/record/audit-log.ts';
import type { StoredRecord } from '../../../shared/audit/record.ts';
import { decisionRecord, memoryLog, temporaryFolder } from '../../support/audit-records.ts';

const { log } = memoryLog();
const open = (folder: string) => openAuditLog({ folder, terminal: 't-1', log });

it('waits with a write while each turn of the loop brings more', async () => {
  await using folder = await temporaryFolder();
  await using audit = await open(folder.path);
  const groups: number[] = [];
  audit.onAppend((lastSeq) => groups.push(lastSeq));
  const all: Promise<StoredRecord>[] = [];
  for (const seq of [1, 2, 3]) {
    all.push(audit.append(decisionRecord(seq)));
    await new Promise(setImmediate);
  }
  await Promise.all(all);
  expect(groups).toEqual([3]);
});

it('writes at last where every turn of the loop brings more', async () => {
  await using folder = await temporaryFolder();
  await using audit = await open(folder.path);
  let isDurable = false;
  const all = [audit.append(decisionRecord(1))];
  all[0]?.then(() => {
    isDurable = true;
  });
  for (let seq = 2; !isDurable; seq++) {
    all.push(audit.append(decisionRecord(seq)));
    await new Promise(setImmediate);
  }
  await Promise.all(all);
  expect(audit.lastSeq).toBe(all.length);
});

describe('a record that waits patiently', () => {
  afterEach(() => vi.useRealTimers());

  it('goes with the next that is in a hurry', async () => {
    await using folder = await temporaryFolder();
    await using audit = await open(folder.path);
    const groups: number[] = [];
    audit.onAppend((lastSeq) => groups.push(lastSeq));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const patient = audit.append(decisionRecord(1), 'patiently');
    await vi.advanceTimersByTimeAsync(99);
    expect(audit.lastSeq).toBe(0);
    const stored = await Promise.all([patient, audit.append(decisionRecord(2))]);
    expect(stored.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(groups).toEqual([2]);
  });

  it('is written by itself where none comes', async () => {
    await using folder = await temporaryFolder();
    await using audit = await open(folder.path);
    for (const n of [1, 2]) {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const patient = audit.append(decisionRecord(n), 'patiently');
      await vi.advanceTimersByTimeAsync(100);
      vi.useRealTimers();
      await patient;
    }
    expect(audit.lastSeq).toBe(2);
  });

  it('is written before the log closes', async () => {
    await using folder = await temporaryFolder();
    let patient: Promise<StoredRecord>;
    {
      await using audit = await open(folder.path);
      patient = audit.append(decisionRecord(1), 'patiently');
    }
    await patient;
    await using audit = await open(folder.path);
    expect(audit.lastSeq).toBe(1);
  });
});
