import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/audit-records.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const main = path.join(import.meta.dirname, '../../../proxy/main.ts');
const password = ['a', 'word', 'of', 'theirs'].join('-');
const proxy = 'http://cloud.example.lg.jp:8080';

async function upstream(home: string, argv: string[], input = '') {
  const env = { ...process.env, SEKISHO_HOME: home };
  const running = spawn(process.execPath, [main, 'upstream', ...argv], { env });
  const ended = new Promise<number | null>((resolve) => running.once('close', resolve));
  running.stdin.on('error', () => {});
  running.stdin.end(input);
  const [out, error, code] = await Promise.all([text(running.stdout), text(running.stderr), ended]);
  expect(out + error).not.toContain(password);
  return { out: out === '' ? null : JSON.parse(out), error, code };
}

async function keepPolicy(home: string): Promise<void> {
  const policy = smallPolicy({ upstream: { proxy, credential: { user: 'yokote' } } });
  const signatures = [{ key: 'k', signature: 's' }];
  const bundle = { manifest: '{}', signatures, keys: '{}', keysSignature: 's' };
  await mkdir(path.join(home, 'proxy'), { recursive: true });
  const text = JSON.stringify({ ...bundle, policy: JSON.stringify(policy) });
  await writeFile(path.join(home, 'proxy', 'bundle.json'), text);
}

test('stores the password for the proxy of the policy, shows that, and clears it', async () => {
  await using home = await temporaryFolder();
  await keepPolicy(home.path);
  const named = { proxy, user: 'yokote' };
  expect(await upstream(home.path, ['show'])).toMatchObject({
    out: { ...named, password: 'missing' },
    code: 0,
  });
  expect(await upstream(home.path, ['set-credential'], `${password}\n`)).toMatchObject({
    out: { ...named, password: 'stored' },
    error: '',
    code: 0,
  });
  const file = path.join(home.path, 'proxy', 'upstream-credential.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...named, password });
  expect(await upstream(home.path, ['show'])).toMatchObject({
    out: { ...named, password: 'stored' },
  });
  await upstream(home.path, ['set-credential', '--user', 'other'], password);
  expect(await upstream(home.path, ['show'])).toMatchObject({ out: { password: 'for-another' } });
  expect(await upstream(home.path, ['clear-credential'])).toMatchObject({
    out: { password: 'cleared' },
  });
  expect(await upstream(home.path, ['show'])).toMatchObject({ out: { password: 'missing' } });
});

test.each([
  ['no policy and no name', [], password, /--proxy と --user/],
  ['a proxy that is none', ['--proxy', 'cloud', '--user', 'a'], password, /write --proxy as/],
  ['a user with a colon', ['--proxy', proxy, '--user', 'a:b'], password, /colon/],
  ['no password', ['--proxy', proxy, '--user', 'a'], '', /first line of stdin/],
])('refuses %s with a sentence', async (_, argv, input, expected) => {
  await using home = await temporaryFolder();
  const { out, error, code } = await upstream(home.path, ['set-credential', ...argv], input);
  expect({ out, code }).toEqual({ out: null, code: 1 });
  expect(error).toMatch(expected);
});
