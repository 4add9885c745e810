/** `npm run check`: lint, types, architecture tests. All three run, whatever the first says. */
import { appendFileSync } from 'node:fs';
import { run } from './run.ts';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const count = process.env.SEKISHO_COUNT;
delete process.env.SEKISHO_COUNT; // the architecture tests are counted as one here

const steps = [
  ['lint', ['run', '--silent', 'lint']],
  ['types', ['run', '--silent', 'types']],
  ['architecture', ['exec', '--', 'vitest', 'run', '--project', 'unit', 'test/architecture']],
] as const;

const failed = steps.filter(([, argv]) => !run(npm, argv)).map(([name]) => name);
if (count) {
  const line = { passed: steps.length - failed.length, failed: failed.length, skipped: 0 };
  appendFileSync(count, `${JSON.stringify(line)}\n`);
}
process.stdout.write(failed.length === 0 ? 'check: all well\n' : `check: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
