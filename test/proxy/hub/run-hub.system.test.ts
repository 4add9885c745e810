/** `sekisho hub` as it is started: the link, a port that is taken, a folder that cannot be written. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const program = path.join(import.meta.dirname, '../../../proxy/main.ts');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-run-hub-'));
});
afterAll(() => rm(folder, { recursive: true }));

function start(home: string, port: number) {
  const env = { ...process.env, SEKISHO_HOME: home, SEKISHO_HUB_PORT: String(port) };
  const child = spawn(process.execPath, [program, 'hub'], { env });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    err += chunk;
  });
  return { child, out: () => out, err: () => err };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('prints a one-time link at each start while there is no administrator, and ends on SIGTERM', async () => {
  const port = await freePort();
  const links = new Set<string>();
  for (let count = 0; count < 2; count++) {
    const { child, out } = start(path.join(folder, 'fine'), port);
    const link = new RegExp(`http://127\\.0\\.0\\.1:${port}/setup#[\\w-]{43}`);
    await expect.poll(out, { timeout: 30_000 }).toMatch(link);
    links.add(link.exec(out())?.[0] ?? '');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  }
  expect(links.size).toBe(2);
});

test('a port that is taken and a folder that cannot be are one sentence and exit code 1', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const taken = start(path.join(folder, 'taken'), (server.address() as AddressInfo).port);
  expect(await once(taken.child, 'exit')).toEqual([1, null]);
  expect(taken.err()).toMatch(/^sekisho: .*SEKISHO_HUB_PORT.*\n$/);
  server.close();
  const file = path.join(folder, 'a-file');
  await writeFile(file, '');
  const blocked = start(path.join(file, 'home'), await freePort());
  expect(await once(blocked.child, 'exit')).toEqual([1, null]);
  expect(blocked.err()).toMatch(/^sekisho: .*SEKISHO_HOME.*\n$/);
});
