/** Verifies what stands on disk: a folder of segments, or a file of JSON lines (an export). */
import { readdir, stat } from 'node:fs/promises';
import {
  createLogVerifier,
  type LogProblem,
  type Verification,
} from '../../shared/audit/verify.ts';
import { errorCode } from './audit-log-error.ts';
import { listSegments, readLines } from './segments.ts';
import { sha256 } from './sha256.ts';

export interface LogReport {
  readonly records: number;
  /** Lowest and highest sequence number; null where there is none, or of several terminals. */
  readonly first: number | null;
  readonly last: number | null;
  readonly holds: boolean;
  readonly problems: Said[];
  readonly warnings: Said[];
  /** Of an export that holds several terminals. */
  readonly terminals?: Verification['terminals'];
}

type Said = Omit<LogProblem, 'code'> & { readonly code: string };

/** Never throws: what cannot be read is a problem of the report. */
export async function verifyLog(place: string): Promise<LogReport> {
  try {
    const isFolder = (await stat(place)).isDirectory();
    return await (isFolder ? verifyFolder(place) : verifyFiles([place], []));
  } catch (error) {
    const code = errorCode(error);
    const problem = `読み取れません (${code})。場所と権限を確かめてください / cannot be read (${code}): check the path and the rights`;
    return nothing('unreadable', problem);
  }
}

async function verifyFolder(folder: string): Promise<LogReport> {
  const segments = await listSegments(folder);
  if (segments.length === 0) {
    const problem = `監査ログがありません。フォルダーを確かめてください / there is no audit log here: check the path`;
    return nothing('empty', problem);
  }
  const names = await readdir(folder);
  const report = await verifyFiles(
    segments.map(({ file }) => file),
    names.filter((name) => name.includes('.jsonl.cut-')).sort(),
  );
  // The process that holds the lock may be in the middle of its last line.
  if (!names.includes('lock')) return report;
  const isCut = ({ code }: Said) => code === 'cut-line';
  const problems = report.problems.filter((each) => !isCut(each));
  const warnings = [...report.warnings, ...report.problems.filter(isCut)];
  return { ...report, holds: problems.length === 0, problems, warnings };
}

async function verifyFiles(files: string[], keptAside: string[]): Promise<LogReport> {
  const verifier = createLogVerifier(sha256);
  for (const file of files) {
    let number = 0;
    await readLines(file, {}, ({ text, whole }) => {
      verifier.line(text, ++number, whole);
      return undefined;
    });
  }
  const { records, terminals, holds, problems, warnings } = verifier.end();
  const only = terminals.length === 1 ? terminals[0] : undefined;
  const aside = keptAside.map((name) => ({
    code: 'kept-aside',
    problem: `途中で切れた行を ${name} に残してあります / unfinished lines were kept aside in ${name}`,
  }));
  return {
    records,
    first: only?.first ?? null,
    last: only?.last ?? null,
    holds,
    problems,
    warnings: [...warnings, ...aside],
    ...(terminals.length > 1 ? { terminals } : {}),
  };
}

function nothing(code: string, problem: string): LogReport {
  const problems = [{ code, problem }];
  return { records: 0, first: null, last: null, holds: false, problems, warnings: [] };
}
