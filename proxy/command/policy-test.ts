/** `policy test`: the examples of each policy file, one JSON object a file. */
import path from 'node:path';
import type { Command } from 'commander';
import { compilePolicy } from '../../shared/policy/compile.ts';
import { failedTests } from '../../shared/policy/failed-tests.ts';
import { runTests } from '../../shared/policy/run-tests.ts';
import { loadFileFeeds } from '../feeds/load-file-feeds.ts';
import { readEnvironment } from '../platform/environment.ts';
import { problemLine, readPolicyFile } from './read-policy.ts';

export function registerTest(policy: Command): void {
  policy
    .command('test <file...>')
    .description('ask the examples of each file; exit 1 where one comes out otherwise than it says')
    .action(testAll);
}

async function testAll(files: readonly string[]): Promise<void> {
  const { callerFolder } = readEnvironment();
  for (const file of files) {
    const { policy, yaml, problems } = await readPolicyFile(path.resolve(callerFolder, file));
    if (policy === null) {
      for (const problem of problems) process.stderr.write(problemLine(file, problem));
      answer({ file, passed: 0, failed: 0, tests: [], problems });
      process.exitCode = 1;
      continue;
    }
    const now = Date.now();
    const { feeds } = await loadFileFeeds(policy, path.dirname(path.resolve(callerFolder, file)));
    const compiled = compilePolicy(policy, { feeds });
    const results = runTests(compiled, policy.tests ?? [], now);
    const failures = failedTests(policy, yaml, now, () => compiled);
    for (const failure of failures) process.stderr.write(problemLine(file, failure));
    const failed = results.filter(({ passed }) => !passed).length;
    const tests = results.map(({ test, index: _, ...came }) => ({ ...test, ...came }));
    answer({ file, passed: results.length - failed, failed, tests, problems: failures });
    if (failed > 0) process.exitCode = 1;
  }
}

function answer(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
