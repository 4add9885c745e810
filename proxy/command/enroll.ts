import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { signedBundleSchema } from '../../shared/policy/bundle.ts';
import { type Policy, policySchema } from '../../shared/policy/schema.ts';
import { sweepCodes, writeCode } from '../link/enrolment-codes.ts';
import { makeGrant } from '../link/make-grant.ts';
import { oneTimeCode } from '../link/one-time-code.ts';
import { EnvironmentError, readEnvironment } from '../platform/environment.ts';
import { pathsBelow } from '../platform/paths.ts';
import { StartError, startSentence } from '../platform/start-error.ts';

interface Options {
  user: string;
  unit?: string;
  name?: string;
  expires: string;
  shared?: true;
  json?: true;
}

export function register(program: Command): void {
  program
    .command('enroll')
    .description('a one-time code that makes a browser of this terminal one of a person')
    .requiredOption('--user <id>', 'who: a user of the policy')
    .option('--unit <unit>', 'where the policy gives the user no unit')
    .option('--name <name>', 'what to call a user whom the policy does not name')
    .option('--expires <period>', 'how long the code is good: 30m, 1h, up to 7d', '1h')
    .option('--shared', 'a shared machine: the popup may switch to any user of the policy')
    .option('--json', 'no explanation on stderr')
    .action(enroll);
}

async function enroll(options: Options): Promise<void> {
  try {
    await printCode(options);
  } catch (error) {
    const sentence = error instanceof EnvironmentError ? error.message : startSentence(error);
    if (sentence === null) throw error;
    process.stderr.write(`sekisho: ${sentence}\n`);
    process.exitCode = 1;
  }
}

async function printCode(options: Options): Promise<void> {
  const paths = pathsBelow(readEnvironment().home);
  const now = Date.now();
  const policy = await currentPolicy(paths.bundle);
  const { user, unit, name, expires } = options;
  const shared = options.shared === true;
  const made = makeGrant({ user, unit, name, expires, shared }, policy, now);
  if ('problem' in made) throw new StartError(made.problem);
  await sweepCodes(paths.enrolmentCodes, now);
  const code = oneTimeCode(randomBytes(20));
  await writeCode(paths.enrolmentCodes, code, made.grant);
  const answer = { code, user, unit: made.unit, expires: made.grant.expires };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  if (options.json) return;
  if (policy === null) {
    process.stderr.write(
      'この端末にはまだポリシーがなく、利用者を確かめられません / No policy on this terminal yet: the user could not be checked\n',
    );
  }
  process.stderr.write(
    'このコードを拡張機能のポップアップに入れてください（1回限り） / Type this code into the popup of the extension (once)\n',
  );
}

/** null where there is none yet, or it cannot be read: the proxy judges it anyway. */
async function currentPolicy(file: string): Promise<Policy | null> {
  try {
    const bundle = signedBundleSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return policySchema.parse(JSON.parse(bundle.policy));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') throw error;
    return null;
  }
}
