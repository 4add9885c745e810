import type { Command } from 'commander';
import { parseProxy } from '../../shared/policy/upstream.ts';
import { EnvironmentError, readEnvironment } from '../platform/environment.ts';
import { pathsBelow } from '../platform/paths.ts';
import { StartError, startSentence } from '../platform/start-error.ts';
import {
  forgetUpstreamCredential,
  keepUpstreamCredential,
  readUpstreamCredential,
} from '../platform/upstream-credential.ts';
import { currentPolicy } from './enroll.ts';
import { endWhenNobodyReads } from './quiet-end.ts';
import { readSecret } from './read-secret.ts';

interface Named {
  proxy?: string;
  user?: string;
}

export function register(program: Command): void {
  const upstream = program
    .command('upstream')
    .description('the proxy above this one: its password on this terminal; JSON lines out')
    .hook('preAction', endWhenNobodyReads);
  upstream
    .command('set-credential')
    .description('stores the password for it, read from stdin')
    .option('--proxy <url>', 'where the policy of this terminal does not say')
    .option('--user <user>', 'where the policy of this terminal does not say')
    .action((named: Named) => answer(() => setCredential(named)));
  upstream
    .command('show')
    .description('which proxy and user the policy names, and whether a password is stored')
    .action(() => answer(show));
  upstream
    .command('clear-credential')
    .description('deletes the password')
    .action(() => answer(clear));
}

async function answer(work: () => Promise<object>): Promise<void> {
  try {
    process.stdout.write(`${JSON.stringify(await work())}\n`);
  } catch (error) {
    const sentence = error instanceof EnvironmentError ? error.message : startSentence(error);
    if (sentence === null) throw error;
    process.stderr.write(`sekisho: ${sentence}\n`);
    process.exitCode = 1;
  }
}

async function setCredential(named: Named): Promise<object> {
  const { file, policy } = await here();
  const text = named.proxy ?? policy?.proxy;
  const user = named.user ?? policy?.credential?.user;
  if (text === undefined || user === undefined) {
    throw new StartError(
      'この端末のポリシーに upstream の proxy と credential.user がありません。--proxy と --user で指定してください / the policy of this terminal names no upstream proxy and user: give --proxy and --user',
    );
  }
  const parsed = parseProxy(text);
  if (parsed === null) {
    throw new StartError(
      '--proxy は http://cloud.example.lg.jp:8080 のように、方式、ホスト、ポートで書いてください / write --proxy as scheme, host and port, such as http://cloud.example.lg.jp:8080',
    );
  }
  // Basic joins the two by a colon (RFC 7617).
  if (user === '' || /[:\p{Cc}]/u.test(user)) {
    throw new StartError(
      '利用者名が空か、「:」や制御文字を含んでいます / the user is empty, or has a colon or control character in it',
    );
  }
  const password = await readSecret(
    process.stdin,
    '上位プロキシのパスワード / Password of the proxy above: ',
  );
  if (password === '' || password.length > 500 || /\p{Cc}/u.test(password)) {
    throw new StartError(
      'パスワードが空か、長すぎるか、制御文字を含んでいます。標準入力の 1 行目で渡してください / the password is empty, too long or has control characters in it: give it as the first line of stdin',
    );
  }
  await keepUpstreamCredential(file, { proxy: parsed.proxy, user, password });
  return { proxy: parsed.proxy, user, password: 'stored' };
}

async function show(): Promise<object> {
  const { file, policy } = await here();
  const proxy = policy === undefined ? null : (parseProxy(policy.proxy)?.proxy ?? null);
  const user = policy?.credential?.user ?? null;
  const stored = readStored(file);
  if (user === null) return { proxy, user, password: stored === null ? 'not-needed' : 'unused' };
  if (stored === null) return { proxy, user, password: 'missing' };
  const isTheirs = stored.proxy === proxy && stored.user === user;
  return { proxy, user, password: isTheirs ? 'stored' : 'for-another' };
}

async function clear(): Promise<object> {
  await forgetUpstreamCredential((await here()).file);
  return { password: 'cleared' };
}

async function here() {
  const paths = pathsBelow(readEnvironment().home);
  const policy = await currentPolicy(paths.bundle);
  return { file: paths.upstreamCredential, policy: policy?.upstream };
}

function readStored(file: string) {
  try {
    return readUpstreamCredential(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw new StartError(
      `${file} が壊れています。「sekisho upstream set-credential」で登録し直してください / ${file} is damaged: store the password again by "sekisho upstream set-credential"`,
    );
  }
}
