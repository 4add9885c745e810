import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { redeemCode } from '../../../proxy/link/enrolment-codes.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { smallPolicy } from '../../support/running-link.ts';

const main = path.join(import.meta.dirname, '../../../proxy/main.ts');

async function enroll(home: string, ...argv: string[]) {
  const env = { ...process.env, SEKISHO_HOME: home };
  const running = spawn(process.execPath, [main, 'enroll', ...argv], { env });
  const ended = new Promise<number | null>((resolve) => running.once('close', resolve));
  const [out, error, code] = await Promise.all([text(running.stdout), text(running.stderr), ended]);
  return { out, error, code };
}

/** As the terminal keeps it; the verb reads the policy in it and judges no signature. */
async function keepBundle(home: string): Promise<void> {
  const policy = JSON.stringify(smallPolicy());
  const signatures = [{ key: 'k', signature: 's' }];
  const bundle = { manifest: '{}', signatures, keys: '{}', keysSignature: 's', policy };
  await mkdir(path.join(home, 'proxy'), { recursive: true });
  await writeFile(path.join(home, 'proxy', 'bundle.json'), JSON.stringify(bundle));
}

test('prints one JSON object with a code that the proxy redeems', async () => {
  await using home = await temporaryFolder();
  await keepBundle(home.path);
  const { out, error, code } = await enroll(home.path, '--user', 'tanaka', '--json');
  expect(code).toBe(0);
  expect(error).toBe('');
  const answer = JSON.parse(out);
  expect(Object.keys(answer)).toEqual(['code', 'user', 'unit', 'expires']);
  expect(answer).toMatchObject({ user: 'tanaka', unit: '総務企画部' });
  const folder = path.join(home.path, 'proxy', 'enrolment-codes');
  const granted = await redeemCode(folder, answer.code, Date.now(), async (grant) => grant);
  expect(granted).toMatchObject({ user: 'tanaka', expires: answer.expires });
});

test('without --json it says on stderr what to do with the code, and whether it could check', async () => {
  await using home = await temporaryFolder();
  const { out, error } = await enroll(home.path, '--user', 'anybody', '--unit', 'x');
  expect(JSON.parse(out)).toMatchObject({ user: 'anybody', unit: 'x' });
  expect(error).toMatch(/could not be checked[\s\S]*popup/);
  expect(error).not.toContain(JSON.parse(out).code);
});

test('says who there is where the policy has no such user, and makes no code', async () => {
  await using home = await temporaryFolder();
  await keepBundle(home.path);
  const { out, error, code } = await enroll(home.path, '--user', 'tanak');
  expect({ out, code }).toEqual({ out: '', code: 1 });
  expect(error).toMatch(/tanaka, suzuki, sato/);
});

test('says how it is called where no user is named', async () => {
  await using home = await temporaryFolder();
  const { out, code, error } = await enroll(home.path);
  expect({ out, code }).toEqual({ out: '', code: 1 });
  expect(error).toContain('--user');
});
