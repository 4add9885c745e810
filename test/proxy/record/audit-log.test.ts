import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAuditLog } from '../../../proxy/record/audit-log.ts';
import { sha256 } from '../../../proxy/record/sha256.ts';
import { verifyLog } from '../../../proxy/record/verify-log.ts';
import { genesis, nextHash } from '../../../shared/audit/chain.ts';
import type { AuditRecord, StoredRecord } from '../../../shared/audit/record.ts';
import { decisionRecord, memoryLog, temporaryFolder } from '../../support/audit-records.ts';

const { log } = memoryLog();

function open(folder: string, more: { segmentBytes?: number; now?: () => number } = {}) {
  return openAuditLog({ folder, terminal: 't-1', log, ...more });
}

function records(from: number, count: number): AuditRecord[] {
  return Array.from({ length: count }, (_, i) => decisionRecord(from + i));
}

function expectChain(stored: StoredRecord[], from = 0, previous = genesis): void {
  for (const each of stored) {
    from++;
    expect(each.seq).toBe(from);
    expect(each.previous).toBe(previous);
    expect(each.hash).toBe(
      nextHash(sha256, previous, each.terminal, each.seq, JSON.stringify(each.record)),
    );
    previous = each.hash;
  }
}

async function segments(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
}

describe('openAuditLog', () => {
  it('chains records from sequence number 1 and reads them back', async () => {
    await using folder = await temporaryFolder();
    await using audit = await open(folder.path);
    const stored = await Promise.all(records(1, 50).map((record) => audit.append(record)));
    expectChain(stored);
    expect(audit.lastSeq).toBe(50);
    expect(await audit.read(0, 100)).toEqual(stored);
    expect(await audit.read(48, 100)).toEqual(stored.slice(48));
    expect(await audit.read(10, 3)).toEqual(stored.slice(10, 13));
    expect(await audit.read(50, 10)).toEqual([]);
  });

  it('has a record on disk when append resolves', async () => {
    await using folder = await temporaryFolder();
    await using audit = await open(folder.path);
    const stored = await audit.append(decisionRecord(1));
    const [name] = await segments(folder.path);
    const text = await readFile(path.join(folder.path, name ?? ''), 'utf8');
    expect(text).toBe(`${JSON.stringify(stored)}\n`);
  });

  it('goes on after opening again', async () => {
    await using folder = await temporaryFolder();
    let last: StoredRecord;
    {
      await using audit = await open(folder.path);
      await audit.append(decisionRecord(1));
      last = await audit.append(decisionRecord(2));
    }
    await using audit = await open(folder.path);
    expect(audit.lastSeq).toBe(2);
    const third = await audit.append(decisionRecord(3));
    expectChain([third], 2, last.hash);
  });

  it('keeps records in the order of appending, whatever their clock says', async () => {
    await using folder = await temporaryFolder();
    await using audit = await open(folder.path);
    await audit.append(decisionRecord(1, { at: '2027-03-01T00:00:00.000Z' }));
    await audit.append(decisionRecord(2, { at: '2026-01-01T00:00:00.000Z' }));
    const read = await audit.read(0, 10);
    expect(read.map(({ record }) => record.at)).toEqual([
      '2027-03-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ]);
  });

  it('writes keys in the order of the schema, so that the hub computes the same hash', async () => {
    await using folder = await temporaryFolder();
    await using audit = await open(folder.path);
    const reversed = Object.fromEntries(Object.entries(decisionRecord(1)).reverse());
    const stored = await audit.append(reversed as AuditRecord);
    expect(JSON.stringify(stored.record)).toBe(JSON.stringify(decisionRecord(1)));
  });

  it('refuses what is no record, and goes on', async () => {
    await using folder = await temporaryFolder();
    await using audit = await open(folder.path);
    const broken = { ...decisionRecord(1), at: 'yesterday' };
    await expect(audit.append(broken)).rejects.toMatchObject({ code: 'invalid-record' });
    expect((await audit.append(decisionRecord(1))).seq).toBe(1);
  });

  it('keeps long records, and refuses one that could not be read again', async () => {
    await using folder = await temporaryFolder();
    await using audit = await open(folder.path);
    const long = decisionRecord(1, { rule: '関'.repeat(250_000) });
    const tooLong = decisionRecord(1, { rule: 'x'.repeat(300_000) });
    const kept = [long, long, long, long, long, long].map((record) => audit.append(record));
    await expect(audit.append(tooLong)).rejects.toMatchObject({ code: 'invalid-record' });
    expectChain(await Promise.all(kept));
    expectChain(await audit.read(0, 10));
    expect((await verifyLog(folder.path)).records).toBe(6);
  });

  it('begins a new segment at the given size and on a new UTC day', async () => {
    await using folder = await temporaryFolder();
    let now = Date.parse('2027-01-05T23:59:59Z');
    await using audit = await open(folder.path, { segmentBytes: 2000, now: () => now });
    for (let n = 1; n <= 6; n++) await audit.append(decisionRecord(n));
    now += 2000;
    await audit.append(decisionRecord(7));
    now -= 24 * 3600_000;
    await audit.append(decisionRecord(8));
    expect(await segments(folder.path)).toEqual([
      '000000000001.jsonl',
      '000000000004.jsonl',
      '000000000007.jsonl',
    ]);
    expectChain(await audit.read(0, 100));
    expect((await audit.read(2, 4)).map(({ seq }) => seq)).toEqual([3, 4, 5, 6]);
  });

  it.skipIf(process.platform === 'win32')('lets nobody else read its files', async () => {
    await using folder = await temporaryFolder();
    const place = path.join(folder.path, 'audit');
    await using audit = await open(place);
    await audit.append(decisionRecord(1));
    expect((await stat(place)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(place)) {
      expect((await stat(path.join(place, name))).mode & 0o777, name).toBe(0o600);
    }
  });

  it('forgets no record that is appended the moment another became durable', async () => {
    await using folder = await temporaryFolder();
    await using audit = await open(folder.path);
    const chain = async (n: number) => {
      for (let i = 0; i < 100; i++) await audit.append(decisionRecord(n * 1000 + i));
    };
    await Promise.all([1, 2, 3].map(chain));
    expectChain(await audit.read(0, 1000));
    expect(audit.lastSeq).toBe(300);
  });

  it('tells listeners, and outlives one that throws', async () => {
    await using folder = await temporaryFolder();
    await using audit = await open(folder.path);
    const told: number[] = [];
    audit.onAppend(() => {
      throw new Error('listener');
    });
    const end = audit.onAppend((lastSeq) => told.push(lastSeq));
    await audit.append(decisionRecord(1));
    end();
    await audit.append(decisionRecord(2));
    expect(told).toEqual([1]);
  });

  it('finishes what was appended before it closes, and takes nothing after', async () => {
    await using folder = await temporaryFolder();
    const audit = await open(folder.path);
    const waiting = records(1, 3000).map((record) => audit.append(record));
    await audit[Symbol.asyncDispose]();
    await audit[Symbol.asyncDispose]();
    expectChain(await Promise.all(waiting));
    await expect(audit.append(decisionRecord(9))).rejects.toMatchObject({ code: 'closed' });
  });

  it('refuses a second opener with the cure, and lets it in after the first closed', async () => {
    await using folder = await temporaryFolder();
    {
      await using _first = await open(folder.path);
      await expect(open(folder.path)).rejects.toMatchObject({ code: 'locked' });
    }
    await using _second = await open(folder.path);
  });

  it('refuses the log of another terminal', async () => {
    await using folder = await temporaryFolder();
    {
      await using audit = await open(folder.path);
      await audit.append(decisionRecord(1));
    }
    await expect(openAuditLog({ folder: folder.path, terminal: 't-2', log })).rejects.toMatchObject(
      { code: 'other-terminal' },
    );
  });

  it('cuts a half last line off, keeps it aside and says so', async () => {
    await using folder = await temporaryFolder();
    let second: StoredRecord;
    {
      await using audit = await open(folder.path);
      await audit.append(decisionRecord(1));
      second = await audit.append(decisionRecord(2));
    }
    await appendFile(path.join(folder.path, '000000000001.jsonl'), '{"terminal":"t-1","se');
    const noted = memoryLog();
    await using audit = await openAuditLog({
      folder: folder.path,
      terminal: 't-1',
      log: noted.log,
    });
    expectChain([await audit.append(decisionRecord(3))], 2, second.hash);
    expectChain(await audit.read(0, 10));
    expect(noted.messages).toEqual(['cut unfinished lines off the audit log, kept aside']);
    const aside = (await readdir(folder.path)).find((name) => name.includes('.cut-'));
    expect(await readFile(path.join(folder.path, aside ?? ''), 'utf8')).toBe(
      '{"terminal":"t-1","se',
    );
  });

  it('says where a record cannot be read, and gives what stands before it', async () => {
    await using folder = await temporaryFolder();
    {
      await using audit = await open(folder.path);
      for (const record of records(1, 5)) await audit.append(record);
    }
    const file = path.join(folder.path, '000000000001.jsonl');
    const lines = (await readFile(file, 'utf8')).split('\n');
    lines[2] = 'garbage';
    await writeFile(file, lines.join('\n'));
    const noted = memoryLog();
    await using audit = await openAuditLog({
      folder: folder.path,
      terminal: 't-1',
      log: noted.log,
    });
    expect(noted.messages).toEqual(['the audit log is damaged: run sekisho audit verify']);
    expect((await audit.read(0, 10)).map(({ seq }) => seq)).toEqual([1, 2]);
    await expect(audit.read(2, 10)).rejects.toMatchObject({ code: 'damaged' });
    expect((await audit.read(3, 10)).map(({ seq }) => seq)).toEqual([4, 5]);
    expect((await audit.append(decisionRecord(6))).seq).toBe(6);
  });

  it('drops whole old segments that were sent, never the last one', async () => {
    await using folder = await temporaryFolder();
    await using audit = await open(folder.path, { segmentBytes: 1 });
    for (let n = 1; n <= 4; n++) {
      await audit.append(decisionRecord(n, { at: `2027-01-0${n}T00:00:00.000Z` }));
    }
    expect(await audit.dropBefore(Date.parse('2027-01-03T00:00:00Z'), 1)).toBe(1);
    expect(await audit.dropBefore(Date.parse('2027-01-03T00:00:00Z'), 4)).toBe(1);
    expect(await audit.dropBefore(Date.parse('2028-01-01T00:00:00Z'), 4)).toBe(1);
    expect(await segments(folder.path)).toEqual(['000000000004.jsonl']);
    await expect(audit.read(0, 10)).rejects.toMatchObject({ code: 'not-kept' });
    expect((await audit.read(3, 10)).map(({ seq }) => seq)).toEqual([4]);
  });
});
