import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import type { Command } from 'commander';
import { compilePolicy } from '../../shared/policy/compile.ts';
import { decisionId } from '../../shared/policy/decision-id.ts';
import { loadFileFeeds } from '../feeds/load-file-feeds.ts';
import { readEnvironment } from '../platform/environment.ts';
import { createDecideLine } from './decide-line.ts';
import { readLines } from './lines.ts';
import { endWhenNobodyReads } from './quiet-end.ts';
import { problemLine, readPolicyFile, starterPolicyFile } from './read-policy.ts';

export function register(program: Command): void {
  program
    .command('decide')
    .description(
      'judge URLs from stdin: one a line, plain or as {"url", …}; one JSON object a line out',
    )
    .option('--policy <file>', 'a policy file (default: the starter policy)')
    .option('--explain', 'say in each line what led to the decision')
    .action((options: { policy?: string; explain?: boolean }) => decideAll(options));
}

async function decideAll(options: { policy?: string; explain?: boolean }): Promise<void> {
  const file =
    options.policy === undefined
      ? starterPolicyFile
      : path.resolve(readEnvironment().callerFolder, options.policy);
  const { policy, problems } = await readPolicyFile(file);
  if (policy === null) {
    for (const problem of problems) process.stderr.write(problemLine(file, problem));
    process.exitCode = 1;
    return;
  }
  const { feeds, problems: ofFeeds } = await loadFileFeeds(policy, path.dirname(file));
  for (const problem of ofFeeds) process.stderr.write(problemLine(file, problem));
  const decideLine = createDecideLine({
    policy: compilePolicy(policy, { feeds }),
    now: Date.now,
    newId: () => decisionId(Date.now(), randomBytes(5)),
    explain: options.explain === true,
    note: (sentence) => process.stderr.write(`decide: ${sentence}\n`),
  });
  endWhenNobodyReads();
  let number = 0;
  for await (const line of readLines(process.stdin)) {
    const answer = decideLine(line, ++number);
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain');
  }
}
