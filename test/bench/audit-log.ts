/** How many records a second become durable, and how many `audit verify` checks. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openAuditLog } from '../../proxy/record/audit-log.ts';
import { verifyLog } from '../../proxy/record/verify-log.ts';
import { decisionRecord, memoryLog } from '../support/audit-records.ts';

const records = 200_000;

export async function run(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-bench-'));
  try {
    for (const inFlight of [1, 16, 256, 2048]) {
      const count = Math.min(records, inFlight * 1000);
      const place = path.join(folder, String(inFlight));
      const seconds = await timed(() => append(place, count, inFlight));
      print(`append, ${inFlight} in flight`, count, seconds);
    }
    const place = path.join(folder, '256');
    print('audit verify', records, await timed(() => verifyLog(place)));
    print('read, 500 at a time', records, await timed(() => readAll(place)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function append(folder: string, count: number, inFlight: number): Promise<void> {
  await using audit = await openAuditLog({ folder, terminal: 'bench', log: memoryLog().log });
  let next = 0;
  const worker = async () => {
    while (next < count) await audit.append(decisionRecord(next++));
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

async function readAll(folder: string): Promise<void> {
  await using audit = await openAuditLog({ folder, terminal: 'bench', log: memoryLog().log });
  for (let seq = 0; ; ) {
    const read = await audit.read(seq, 500);
    if (read.length === 0) return;
    seq = read.at(-1)?.seq ?? seq;
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function print(what: string, count: number, seconds: number): void {
  const rate = Math.round(count / seconds).toLocaleString('en');
  process.stdout.write(`${what}: ${rate} records/s (${count} in ${seconds.toFixed(2)} s)\n`);
}
