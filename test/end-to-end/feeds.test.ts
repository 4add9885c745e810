/** A feed's file beside the policy → hub → signed bundle and snapshot → terminal → gateway. */
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../proxy/platform/log.ts';
import { runTerminal } from '../../proxy/terminal/run-terminal.ts';
import { temporaryFolder } from '../support/audit-records.ts';
import { freePorts } from '../support/free-port.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';
import { until } from '../support/until.ts';

const ended = new AsyncDisposableStack();
let hub: TestHub;
let folder: string;
let proxyPort = 0;

const policy = `version: 1
organization: { name: 試験市 }
mode: enforce
zones: { closed: [10.0.0.0/8] }
destinations:
  default: allow
  withoutCredential: [invalid]
  lists:
    - { id: malware, title: 不正, action: block, owner: 課, reason: 監視, feed: { file: feeds/m.txt } }
`;

beforeAll(async () => {
  folder = ended.use(await temporaryFolder()).path;
  const firstPolicyFile = path.join(folder, 'city/policy.yaml');
  await mkdir(path.join(folder, 'city/feeds'), { recursive: true });
  await writeFile(firstPolicyFile, policy);
  await list('evil.invalid\n');
  const [hubPort = 0, proxy = 0, linkPort = 0] = await freePorts(3);
  proxyPort = proxy;
  const home = path.join(folder, 'home');
  hub = ended.use(await startHub({ home, firstPolicyFile, port: hubPort, linkPort }));
  const ports = { proxyPort, linkPort, hubPort };
  const environment = { home, ...ports, callerFolder: folder, logLevel: 'silent' };
  ended.use(await runTerminal(environment, createLog('proxy', 'silent')));
}, 60_000);
afterAll(() => ended.disposeAsync());

const list = (text: string) => writeFile(path.join(folder, 'city/feeds/m.txt'), text);

/** Names below .invalid are open to everybody: a block takes that away, and a credential is asked for. */
async function isBlocked(host: string): Promise<boolean> {
  const socket = connect({ port: proxyPort, host: '127.0.0.1' });
  socket.on('error', () => {});
  socket.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer.subarray(9, 12).toString() === '407';
}

test('what the file lists is blocked on the terminal, and nothing else', async () => {
  await until(() => isBlocked('evil.invalid'), { every: 200 });
  expect(await isBlocked('good.invalid')).toBe(false);
}, 40_000);

test('a changed file reaches the terminal without a new revision', async () => {
  const { revision } = await hub.administrator.call('policy');
  await list('worse.invalid\nothers.invalid\n');
  await until(() => isBlocked('worse.invalid'), { every: 200 });
  expect(await isBlocked('evil.invalid')).toBe(false);
  expect((await hub.administrator.call('policy')).revision).toBe(revision);
}, 40_000);

test('a page in place of the list changes nothing', async () => {
  await list('<!doctype html>');
  await hub.administrator.call('fetchFeed', undefined, { id: 'malware' });
  const { lists } = await hub.administrator.call('lists');
  expect(lists[0]?.feedState?.failure?.message).toContain('Web ページ');
  expect(await isBlocked('worse.invalid')).toBe(true);
});
