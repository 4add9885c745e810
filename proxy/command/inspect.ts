import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { classify, personsInBulk } from '../../shared/classification/classify.ts';
import type { InspectionReport } from '../inspection/inspect-content.ts';
import {
  defaultInspectionPolicy,
  type InspectionPolicy,
  InspectionPolicyError,
  loadInspectionPolicy,
} from '../inspection/load-inspection-policy.ts';
import { type InspectionPool, startPool } from '../inspection/pool.ts';
import { readEnvironment } from '../platform/environment.ts';
import { endWhenNobodyReads } from './quiet-end.ts';

export function register(program: Command): void {
  program
    .command('inspect')
    .description('what is in files: one JSON object for each, in order')
    .argument('<file...>')
    .option('--policy <file>', 'a policy whose levels and uploads are taken')
    .option('--text', 'with all text that was read')
    .action(inspectFiles);
}

async function inspectFiles(files: string[], options: { policy?: string; text?: boolean }) {
  endWhenNobodyReads();
  const { callerFolder } = readEnvironment();
  const policy = await policyOf(options.policy, callerFolder);
  if (policy === null) return;
  await using pool = startPool({
    size: Math.min(files.length, availableParallelism(), 4),
    // Nothing waits here but these files.
    sizeForSmall: 0,
    // Whoever calls waits for all of them.
    waiting: files.length,
  });
  const reports = files.map((file) =>
    inspectFile(pool, policy, path.resolve(callerFolder, file), options.text === true),
  );
  for (const [at, file] of files.entries()) {
    const line = outputLine(file, await (reports[at] as Promise<InspectionReport>), policy);
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

async function policyOf(
  file: string | undefined,
  callerFolder: string,
): Promise<InspectionPolicy | null> {
  if (file === undefined) return defaultInspectionPolicy;
  try {
    return await loadInspectionPolicy(path.resolve(callerFolder, file));
  } catch (error) {
    if (!(error instanceof InspectionPolicyError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return null;
  }
}

function inspectFile(
  pool: InspectionPool,
  { uploads }: InspectionPolicy,
  file: string,
  withText: boolean,
): Promise<InspectionReport> {
  const persons = personsInBulk(uploads.levelOf);
  return pool.inspect({
    content: { path: file },
    name: path.basename(file),
    withText,
    ...(uploads.threshold === undefined ? {} : { threshold: uploads.threshold }),
    ...(persons === null ? {} : { persons }),
  });
}

function outputLine(file: string, report: InspectionReport, { levels, uploads }: InspectionPolicy) {
  const { type, inspected, why, findings, text } = report;
  return {
    file,
    type,
    inspected,
    why,
    level: classify(findings, uploads.levelOf, levels).level,
    findings: findings.map(({ kind, count, confidence, place, masked }) => ({
      kind,
      count,
      confidence,
      place,
      masked,
    })),
    text,
  };
}
