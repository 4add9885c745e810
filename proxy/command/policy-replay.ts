/** `policy replay`: a draft over audit logs, one JSON object for each of them. */
import path from 'node:path';
import type { Command } from 'commander';
import { reportOf } from '../../shared/policy/replay-tally.ts';
import { loadFileFeeds } from '../feeds/load-file-feeds.ts';
import { readEnvironment } from '../platform/environment.ts';
import { replayLog } from '../record/replay-log.ts';
import { problemLine, readPolicyFile } from './read-policy.ts';

interface Options {
  readonly policy: string;
  readonly days?: string;
}

const dayMs = 86_400_000;
/** Lines between two words on how far it is. */
const spokenEvery = 100_000;

export function registerReplay(policy: Command): void {
  policy
    .command('replay <log...>')
    .description(
      'what a draft would do otherwise than was recorded: folders of segments, or exports as JSON lines; exit 1 where it would do anything otherwise',
    )
    .requiredOption('--policy <draft>', 'the policy to try')
    .option('--days <n>', 'only the last n days')
    .action(replayAll);
}

async function replayAll(logs: readonly string[], { policy: file, days }: Options): Promise<void> {
  const { callerFolder } = readEnvironment();
  const { policy, problems } = await readPolicyFile(path.resolve(callerFolder, file));
  if (policy === null) {
    for (const problem of problems) process.stderr.write(problemLine(file, problem));
    process.exitCode = 1;
    return;
  }
  const since = sinceOf(days);
  if (since === null) {
    const sentence = `--days ${days}: 1 以上の数字にしてください / write a number of days, 1 or more`;
    process.stderr.write(`replay: ${sentence}\n`);
    process.exitCode = 1;
    return;
  }
  const { feeds } = await loadFileFeeds(policy, path.dirname(path.resolve(callerFolder, file)));
  for (const log of logs) {
    const say = (lines: number) => {
      if (lines % spokenEvery === 0) process.stderr.write(`replay: ${log}: ${lines}\n`);
    };
    const { problem, unreadable, tally } = await replayLog(
      path.resolve(callerFolder, log),
      policy,
      since,
      say,
      feeds,
    );
    const report = reportOf(tally);
    const answer = { file: log, ...report, unreadable, ...(problem !== null && { problem }) };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
    if (problem !== null) process.stderr.write(`replay: ${log}: ${problem}\n`);
    const { blocked, warned, allowed } = report.counts;
    if (problem !== null || blocked + warned + allowed > 0) process.exitCode = 1;
  }
}

/** '' takes every record; null: no number of days. */
function sinceOf(days: string | undefined): string | null {
  if (days === undefined) return '';
  if (!/^[1-9]\d{0,3}$/.test(days)) return null;
  return new Date(Date.now() - Number(days) * dayMs).toISOString();
}
