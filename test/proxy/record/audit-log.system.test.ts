import { spawn, spawnSync } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { openAuditLog } from '../../../proxy/record/audit-log.ts';
import { verifyLog } from '../../../proxy/record/verify-log.ts';
import type { StoredRecord } from '../../../shared/audit/record.ts';
import { decisionRecord, memoryLog, temporaryFolder } from '../../support/audit-records.ts';

const rounds = process.env.SEKISHO_SOAK === '1' ? 30 : 5;
const writer = path.join(projectRoot, 'test', 'support', 'audit-writer.ts');
const { log } = memoryLog();

/** Lets a process write until `count` records were acknowledged, and kills it in the midst of it. */
async function writeAndKill(
  folder: string,
  first: number,
  count: number,
): Promise<[number, string][]> {
  const child = spawn(process.execPath, [writer, folder, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: [number, string][] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const [seq, id = ''] = line.split(' ');
    // The last line may have been cut by the kill.
    if (id.length === 19) acknowledged.push([Number(seq), id]);
    if (acknowledged.length === count) child.kill('SIGKILL');
  }
  return acknowledged;
}

async function readAll(folder: string): Promise<StoredRecord[]> {
  await using audit = await openAuditLog({ folder, terminal: 't-1', log });
  const all: StoredRecord[] = [];
  for (;;) {
    const read = await audit.read(all.length, 500);
    if (read.length === 0) return all;
    all.push(...read);
  }
}

describe('a process that writes the audit log and is killed', () => {
  it(`keeps every acknowledged record once, ${rounds} times over`, async () => {
    await using folder = await temporaryFolder();
    const acknowledged = new Map<number, string>();
    for (let round = 0; round < rounds; round++) {
      // Numbers of their own for each round: an id never comes twice.
      const count = 200 + ((round * 977) % 3000);
      for (const [seq, id] of await writeAndKill(folder.path, round * 1_000_000, count)) {
        expect(acknowledged.has(seq), `${seq} was acknowledged before`).toBe(false);
        acknowledged.set(seq, id);
      }
    }
    const all = await readAll(folder.path);
    const kept = new Map(all.map(({ seq, record }) => [seq, record.id]));
    const lost = [...acknowledged].filter(([seq, id]) => kept.get(seq) !== id);
    expect(lost).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(rounds * 200);
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
    expect(await verifyLog(folder.path)).toMatchObject({ holds: true, records: all.length });
    expect(
      (await readdir(folder.path)).filter((name) => name.endsWith('.jsonl')).length,
    ).toBeGreaterThan(1);
  });
});

/** A file system of 512 KiB; null where this account may not mount one. */
async function smallDisk(folder: string): Promise<AsyncDisposable | null> {
  await mkdir(folder, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder]);
  if (mounted.status !== 0) return null;
  return {
    async [Symbol.asyncDispose]() {
      spawnSync('umount', [folder]);
    },
  };
}

describe('a full disk', () => {
  it('refuses records with ENOSPC, and goes on by itself when there is room', async ({ skip }) => {
    await using folder = await temporaryFolder();
    const place = path.join(folder.path, 'disk');
    await using disk = await smallDisk(place);
    if (disk === null) return skip('not run: no right to mount a small file system');
    const filler = path.join(place, 'filler');
    await writeFile(filler, Buffer.alloc(300_000));
    const kept: string[] = [];
    {
      await using audit = await openAuditLog({
        folder: path.join(place, 'audit'),
        terminal: 't-1',
        log,
      });
      const write = async (from: number, count: number) => {
        const records = Array.from({ length: count }, (_, index) => decisionRecord(from + index));
        const results = await Promise.allSettled(records.map((record) => audit.append(record)));
        for (const result of results) {
          if (result.status === 'fulfilled') kept.push(result.value.record.id);
        }
        return results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      };
      const refused: unknown[] = [];
      for (let n = 0; n < 2000; n += 50) refused.push(...(await write(n, 50)));
      expect(refused.length).toBeGreaterThan(0);
      for (const each of refused)
        expect(each).toMatchObject({ name: 'AuditLogError', code: 'ENOSPC' });
      // Still readable, and still refusing: nothing half stands in the file.
      expect((await audit.read(0, 10_000)).map(({ record }) => record.id)).toEqual(kept);
      expect(await verifyLog(path.join(place, 'audit'))).toMatchObject({
        holds: true,
        warnings: [],
      });
      await rm(filler);
      expect(await write(5000, 50)).toEqual([]);
    }
    expect(await verifyLog(path.join(place, 'audit'))).toMatchObject({
      holds: true,
      records: kept.length,
      warnings: [],
    });
  });
});
