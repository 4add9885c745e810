import { appendFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Writes `{passed, failed, skipped}` to the file that SEKISHO_COUNT names, for .ci/run to add up, and
 * names the tests that passed at their second try: they want looking into.
 */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 };
    const flaky: string[] = [];
    for (const module of modules) {
      if (module.errors().length > 0) count.failed += 1;
      for (const test of module.children.allTests()) {
        const { state, errors: before = [] } = test.result();
        if (state === 'passed') count.passed += 1;
        else if (state === 'failed') count.failed += 1;
        else count.skipped += 1;
        if (test.diagnostic()?.flaky)
          flaky.push(`${module.relativeModuleId} > ${test.fullName}: ${before[0]?.message}`);
      }
    }
    for (const each of flaky) process.stdout.write(`passed at the second try: ${each}\n`);
    const file = process.env.SEKISHO_COUNT;
    if (file) appendFileSync(file, `${JSON.stringify(count)}\n`);
  }
}
