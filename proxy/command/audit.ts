import path from 'node:path';
import type { Command } from 'commander';
import { readEnvironment } from '../platform/environment.ts';
import { verifyLog } from '../record/verify-log.ts';
import { endWhenNobodyReads } from './quiet-end.ts';

export function register(program: Command): void {
  program
    .command('audit')
    .description('the audit log')
    .command('verify')
    .description('whether audit logs hold: folders of segments, or exports as JSON lines')
    .argument('<path...>', 'e.g. .sekisho/proxy/audit')
    .action(verifyAll);
}

async function verifyAll(places: string[]): Promise<void> {
  endWhenNobodyReads();
  const { callerFolder } = readEnvironment();
  for (const place of places) {
    const report = await verifyLog(path.resolve(callerFolder, place));
    process.stdout.write(`${JSON.stringify({ file: place, ...report })}\n`);
    if (!report.holds) process.exitCode = 1;
  }
}
