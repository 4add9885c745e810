import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { signedBundleSchema } from '../../shared/policy/bundle.ts';
import { type Policy, policySchema } from '../../shared/policy/schema.ts';
import { sweepCodes, writeCode } from '../link/enrolment-codes.ts';
import { type EnrolRequest, makeGrant } from '../link/make-grant.ts';
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
  const policy = await currentPolicy(paths.bundle);
  const request = { ...options, shared: options.shared === true };
  const answer = await makeCode(request, policy, paths.enrolmentCodes);
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

/** @throws StartError that says what to mend */
export async function makeCode(
  request: EnrolRequest,
  policy: Policy | null,
  folder: string,
): Promise<{ code: string; user: string; unit: string | null; expires: string }> {
  const now = Date.now();
  const made = makeGrant(request, policy, now);
  if ('problem' in made) throw new StartError(made.problem);
  await sweepCodes(folder, now);
  const code = oneTimeCode(randomBytes(20));
  await writeCode(folder, code, made.grant);
  return { code, user: request.user, unit: made.unit, expires: made.grant.expires };
}

/** null where there is none yet, or it cannot be read: the proxy judges it anyway. */
export async function currentPolicy(file: string): Promise<Policy | null> {
  try {
    const bundle = signedBundleSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return policySchema.parse(JSON.parse(bundle.policy));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') throw error;
    return null;
  }
}
