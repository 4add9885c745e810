import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { classify, personsInBulk } from '../../shared/classification/classify.ts';
import { compileOcr } from '../../shared/policy/ocr.ts';
import type { InspectionReport } from '../inspection/inspect-content.ts';
import {
  defaultInspectionPolicy,
  type InspectionPolicy,
  InspectionPolicyError,
  loadInspectionPolicy,
} from '../inspection/load-inspection-policy.ts';
import type { RegisteredSource } from '../inspection/messages.ts';
import { type InspectionPool, startPool } from '../inspection/pool.ts';
import { readRegisteredFolder } from '../inspection/registered/registered-folder.ts';
import { readEnvironment } from '../platform/environment.ts';
import { type Paths, pathsBelow } from '../platform/paths.ts';
import { endWhenNobodyReads } from './quiet-end.ts';

export function register(program: Command): void {
  program
    .command('inspect')
    .description('what is in files: one JSON object for each, in order')
    .argument('<file...>')
    .option('--policy <file>', 'a policy whose levels and uploads are taken')
    .option('--registered <folder>', 'a folder with fingerprints of registered documents')
    .option('--text', 'with all text that was read')
    .action(inspectFiles);
}

async function inspectFiles(
  files: string[],
  options: { policy?: string; registered?: string; text?: boolean },
) {
  endWhenNobodyReads();
  const { callerFolder, home } = readEnvironment();
  const policy = await policyOf(options.policy, callerFolder);
  if (policy === null) return;
  const { registered: folder } = options;
  const registered = await registeredOf(
    folder === undefined ? null : path.resolve(callerFolder, folder),
    home,
  );
  if (registered === 'unusable') return;
  await using pool = startPool({
    size: Math.min(files.length, availableParallelism(), 4),
    // Nothing waits here but these files.
    sizeForSmall: 0,
    // Whoever calls waits for all of them.
    waiting: files.length,
    registered: () => registered,
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

/** Those of the folder that was named, else of this home: of its proxy, or of its hub. */
async function registeredOf(
  named: string | null,
  home: string,
): Promise<RegisteredSource | null | 'unusable'> {
  const folders = named === null ? registeredFolders(pathsBelow(home)) : [named];
  for (const folder of folders) {
    const found = await readRegisteredFolder(folder);
    if (found !== null && found !== 'damaged') return found.source;
    if (found === null && named === null) continue;
    process.stderr.write(
      `登録文書の特徴 ${folder} を読めません。場所と権限を確かめてください。/ The fingerprints in ${folder} cannot be read. Check their place and permissions.\n`,
    );
    process.exitCode = 1;
    return 'unusable';
  }
  return null;
}

function registeredFolders({ registered, hub }: Paths): string[] {
  return [registered, path.join(hub, 'registered')];
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
    ...(uploads.confidence === undefined ? {} : { confidence: uploads.confidence }),
    ...(persons === null ? {} : { persons }),
    ocr: compileOcr(uploads.ocr),
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
    findings: findings.map(({ kind, count, confidence, place, masked, document }) => ({
      kind,
      count,
      confidence,
      place,
      masked,
      document,
    })),
    text,
  };
}
