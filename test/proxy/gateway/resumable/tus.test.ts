import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { DefaultHttpStack, Upload } from 'tus-js-client';
import { afterAll, expect, test } from 'vitest';
import { startJoiningTusServer } from '../../../support/joining-tus-server.ts';
import { lookingPolicy } from '../../../support/looking-policy.ts';
import { openRawClient } from '../../../support/raw-client.ts';
import { credentialLine, startTestGateway } from '../../../support/test-gateway.ts';
import { individual } from '../../inspection/build-documents.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'tus-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The reference server of the protocol. */
async function startTusServer() {
  const directory = mkdtempSync(path.join(folder, 'store-'));
  const asked: { method: string; length: number }[] = [];
  const tus = new Server({ path: '/files', datastore: new FileStore({ directory }) });
  const server = http.createServer((req, res) => {
    asked.push({ method: req.method ?? '', length: Number(req.headers['content-length'] ?? 0) });
    void tus.handle(req, res);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    port,
    endpoint: `http://city.localhost:${port}/files`,
    files: () =>
      readdirSync(directory)
        .filter((name) => !name.endsWith('.json'))
        .map((name) => readFileSync(path.join(directory, name))),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

/** The client that Uppy and others use, through a tunnel of the gateway. */
function upload(proxy: number, endpoint: string, file: Buffer, options = {}): Promise<void> {
  const { host } = new URL(endpoint);
  const agent = new http.Agent({ keepAlive: false });
  agent.createConnection = ((_: unknown, done: (error: Error | null, socket?: unknown) => void) => {
    void openRawClient(proxy).then(async (raw) => {
      raw.send(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n${credentialLine}\r\n`);
      await raw.until('200 Connection Established\r\n\r\n');
      raw.socket.removeAllListeners('data');
      done(null, raw.socket);
    }, done);
  }) as never;
  return new Promise((resolve, reject) => {
    new Upload(file, {
      endpoint,
      chunkSize: 100_000,
      retryDelays: [],
      httpStack: new DefaultHttpStack({ agent }),
      onSuccess: () => resolve(),
      onError: reject,
      ...options,
    }).start();
  });
}

const policy = (port: number, resumable = 'assemble') =>
  lookingPolicy([port], { intercept: '{ default: true }', resumable });
const clean = Buffer.from('横手市の広報によれば、次の催しは市民会館で。\n'.repeat(6_000));
/** The number lies over the border of two parts. */
const bad = Buffer.concat([
  Buffer.alloc(99_990, '。'),
  Buffer.from(`\n個人番号 ${individual()}\n`),
  Buffer.alloc(150_000, '。'),
]);

test('a file in parts arrives as it was, once all of it was seen', async () => {
  await using site = await startTusServer();
  await using world = await startTestGateway(policy(site.port));
  await upload(world.port, site.endpoint, clean);
  expect(site.files().map((file) => Buffer.compare(file, clean))).toEqual([0]);
  const sent = site.asked.filter(({ method }) => method === 'PATCH').map(({ length }) => length);
  expect(sent).toEqual([
    ...Array(Math.floor(clean.length / 100_000)).fill(100_000),
    clean.length % 100_000,
  ]);
  const last = world.audit.decisions().findLast(({ method }) => method === 'PATCH');
  expect(last).toMatchObject({ action: 'allow', upload: { items: [{ bytes: clean.length }] } });
  await expect.poll(() => world.gateway.open.heldBytes).toBe(0);
});

test('of a file that may not leave nothing does, though each part looks clean', async () => {
  await using site = await startTusServer();
  await using world = await startTestGateway(policy(site.port));
  await expect(upload(world.port, site.endpoint, bad)).rejects.toThrow('403');
  expect(site.asked.filter(({ method }) => method === 'PATCH')).toEqual([]);
  expect(site.files().map(({ length }) => length)).toEqual([0]);
  expect(world.audit.decisions().at(-1)).toMatchObject({
    action: 'block',
    method: 'PATCH',
    upload: { level: '3A' },
  });
});

test.each([
  ['clean', clean, [clean.length]],
  ['bad', bad, []],
])('pieces that are sent side by side and joined: %s', async (_, file, lengths) => {
  await using site = await startJoiningTusServer();
  await using world = await startTestGateway(policy(site.port));
  const sending = upload(world.port, site.endpoint, file, { parallelUploads: 2 });
  if (lengths.length > 0) await sending;
  else await expect(sending).rejects.toThrow('403');
  const files = [...site.files.values()];
  const whole = files.filter(({ length }) => length === file.length);
  expect(whole.map((each) => Buffer.compare(each, file))).toEqual(lengths.map(() => 0));
  if (lengths.length === 0) expect(files.map(({ length }) => length)).toEqual([0, 0]);
});

test('all of it in one request is a file like any other', async () => {
  await using site = await startTusServer();
  await using world = await startTestGateway(policy(site.port));
  await upload(world.port, site.endpoint, clean, { chunkSize: Number.POSITIVE_INFINITY });
  expect(site.files().map((file) => Buffer.compare(file, clean))).toEqual([0]);
  await expect(
    upload(world.port, site.endpoint, bad, { chunkSize: Number.POSITIVE_INFINITY }),
  ).rejects.toThrow('403');
  await upload(world.port, site.endpoint, clean, {
    chunkSize: Number.POSITIVE_INFINITY,
    uploadDataDuringCreation: true,
  });
  expect(site.files().filter(({ length }) => length > 0).length).toBe(2);
});

test('an upload whose beginning nobody has seen has to begin again', async () => {
  await using site = await startTusServer();
  await using world = await startTestGateway(policy(site.port));
  let uploadUrl = '';
  {
    // Without the gateway.
    const created = await fetch(site.endpoint.replace('city.localhost', '127.0.0.1'), {
      method: 'POST',
      headers: { 'Tus-Resumable': '1.0.0', 'Upload-Length': String(clean.length) },
    });
    uploadUrl = created.headers.get('location') ?? '';
    await fetch(uploadUrl, {
      method: 'PATCH',
      headers: {
        'Tus-Resumable': '1.0.0',
        'Upload-Offset': '0',
        'Content-Type': 'application/offset+octet-stream',
      },
      body: clean.subarray(0, 100),
    });
  }
  const through = uploadUrl.replace('127.0.0.1', 'city.localhost');
  await upload(world.port, site.endpoint, clean, { uploadUrl: through });
  expect(
    site
      .files()
      .map(({ length }) => length)
      .toSorted((a, b) => a - b),
  ).toEqual([100, clean.length]);
});

test('where the policy has them refused, the first part is', async () => {
  await using site = await startTusServer();
  await using world = await startTestGateway(policy(site.port, 'refuse'));
  await expect(upload(world.port, site.endpoint, clean)).rejects.toThrow('403');
  expect(site.asked.filter(({ method }) => method === 'PATCH')).toEqual([]);
  expect(world.audit.decisions().at(-1)).toMatchObject({
    reason: 'could-not-inspect',
    rule: 'uploads.resumable',
    upload: { items: [{ why: 'resumable-part' }] },
  });
});

test('where they are refused, all of it in one request is a file, and observe lets parts pass', async () => {
  await using site = await startTusServer();
  await using world = await startTestGateway(policy(site.port, 'refuse'));
  await upload(world.port, site.endpoint, clean, { chunkSize: Number.POSITIVE_INFINITY });
  world.setPolicy(
    lookingPolicy([site.port], {
      intercept: '{ default: true }',
      resumable: 'refuse',
      mode: 'observe',
    }),
  );
  await upload(world.port, site.endpoint, clean);
  expect(site.files().map((file) => Buffer.compare(file, clean))).toEqual([0, 0]);
  expect(world.audit.decisions().at(-1)).toMatchObject({ action: 'allow', would: 'block' });
});
