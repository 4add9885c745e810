/**
 * A process that writes audit records without end, many at a time, and prints `<seq> <id>` of each
 * one that was acknowledged: to be killed. `node audit-writer.ts FOLDER FIRST-NUMBER`
 */
import { writeSync } from 'node:fs';
import { openAuditLog } from '../../proxy/record/audit-log.ts';
import { decisionRecord, memoryLog } from './audit-records.ts';

const [, , folder = '', first = '0'] = process.argv;
const { log } = memoryLog();
const audit = await openAuditLog({ folder, terminal: 't-1', log, segmentBytes: 1 << 20 });
let next = Number(first);

async function write(): Promise<never> {
  for (;;) {
    const { seq, record } = await audit.append(decisionRecord(next++));
    // Not process.stdout: what waits in its buffer would die with the process.
    writeSync(1, `${seq} ${record.id}\n`);
  }
}

await Promise.all(Array.from({ length: 64 }, write));
