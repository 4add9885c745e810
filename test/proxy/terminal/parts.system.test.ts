import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { pathsBelow } from '../../../proxy/platform/paths.ts';
import { verifyLog } from '../../../proxy/record/verify-log.ts';
import type { DecisionRecord, StoredRecord } from '../../../shared/audit/record.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { type FakeHub, startFakeHub } from '../../support/fake-hub.ts';
import { freePorts } from '../../support/free-port.ts';
import { smallPolicy } from '../../support/small-policy.ts';

interface Process {
  readonly child: ChildProcess;
  readonly stderr: () => string;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

function startProxy(home: string, ports: number[]): Process {
  const [proxyPort, linkPort, hubPort] = ports;
  const child = spawn(process.execPath, [path.join(projectRoot, 'proxy', 'main.ts'), 'proxy'], {
    env: {
      ...process.env,
      SEKISHO_HOME: home,
      SEKISHO_PROXY_PORT: String(proxyPort),
      SEKISHO_LINK_PORT: String(linkPort),
      SEKISHO_HUB_PORT: String(hubPort),
      SEKISHO_LOG: 'warn',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr?.on('data', (bytes) => {
    stderr += bytes;
  });
  return {
    child,
    stderr: () => stderr,
    end: (signal) =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve(child.exitCode);
        child.once('exit', resolve);
        child.kill(signal);
      }),
  };
}

/** Status of one request through the proxy, without a credential; null where nobody listens. */
function through(proxyPort: number, url: string): Promise<number | null> {
  return new Promise((resolve) => {
    const request = http.get(
      {
        host: '127.0.0.1',
        port: proxyPort,
        path: url,
        headers: { host: new URL(url).host },
        agent: false,
      },
      (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? null));
      },
    );
    request.on('error', () => resolve(null));
  });
}

/** The proxy's answer to CONNECT; the tunnel stays open until the proxy ends it. */
function openTunnel(proxyPort: number, authority: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(proxyPort, '127.0.0.1');
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
    socket.once('data', (bytes) => resolve(bytes.toString('latin1')));
    socket.on('error', reject);
  });
}

async function startSite(): Promise<AsyncDisposable & { url: string; port: number }> {
  const server = http.createServer((_, response) => response.end('ようこそ'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://city.localhost:${port}/`,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function giveToken(home: string, hub: FakeHub): Promise<void> {
  const paths = pathsBelow(home);
  await mkdir(paths.hub, { recursive: true });
  await writeFile(paths.joinToken, hub.joinToken);
}

const openPolicy = (port: number) =>
  smallPolicy({
    zones: { closed: ['127.0.0.0/8'], open: [`127.0.0.1:${port}`] },
    destinations: { default: 'block', withoutCredential: ['city.localhost'] },
  });

const decisions = (records: StoredRecord[]) =>
  records
    .map(({ record }) => record)
    .filter((record): record is DecisionRecord => record.type === 'decision');

const soon = { interval: 50 };

describe('the proxy process', () => {
  it('refuses without a hub, opens what the policy opens, and ends in time with all records sent', async () => {
    await using folder = await temporaryFolder();
    await using site = await startSite();
    const ports = await freePorts(3);
    const [proxyPort = 0, , hubPort = 0] = ports;
    const proxy = startProxy(folder.path, ports);
    try {
      await expect.poll(() => through(proxyPort, site.url), soon).toBe(403);

      await using hub = await startFakeHub({ port: hubPort });
      await giveToken(folder.path, hub);
      await expect.poll(() => hub.terminals.length, soon).toBe(1);
      await hub.publish(openPolicy(site.port), 1);
      await expect.poll(() => through(proxyPort, site.url), soon).toBe(200);
      await expect
        .poll(() => decisions(hub.records).some(({ action }) => action === 'allow'), soon)
        .toBe(true);
      expect(hub.heartbeats.length).toBeGreaterThan(0);

      // A newer policy closes what the older one opened.
      await hub.publish(smallPolicy(), 2);
      await expect.poll(() => through(proxyPort, site.url), soon).toBe(407);
      await through(proxyPort, site.url);
      // A part that does not end in time ends itself, with another code.
      expect(await proxy.end('SIGTERM')).toBe(0);
      const report = await verifyLog(pathsBelow(folder.path).proxyAudit);
      expect(report).toMatchObject({ holds: true, first: 1, last: hub.records.length });
      const before = path.join(pathsBelow(folder.path).proxy, 'audit-before-joining');
      expect((await verifyLog(before)).holds).toBe(true);
    } finally {
      await proxy.end('SIGKILL');
    }
    expect(proxy.stderr()).not.toContain('"level":50');
  });

  it('works on under the last good policy after a kill, without its hub', async () => {
    await using folder = await temporaryFolder();
    await using site = await startSite();
    const ports = await freePorts(3);
    const [proxyPort = 0, , hubPort = 0] = ports;
    await using hub = await startFakeHub({ port: hubPort });
    await giveToken(folder.path, hub);
    await hub.publish(openPolicy(site.port), 1);
    const first = startProxy(folder.path, ports);
    try {
      await expect.poll(() => through(proxyPort, site.url), soon).toBe(200);
    } finally {
      await first.end('SIGKILL');
    }
    hub.misbehave = (request) => Boolean(request.socket.destroy());
    const second = startProxy(folder.path, ports);
    try {
      await expect.poll(() => through(proxyPort, site.url), soon).toBe(200);
      hub.misbehave = null;
      const last = async () => (await verifyLog(pathsBelow(folder.path).proxyAudit)).last;
      await expect.poll(async () => hub.records.length === (await last()), soon).toBe(true);
    } finally {
      await second.end('SIGTERM');
    }
    const ids = decisions(hub.records).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(hub.records.map(({ seq }) => seq)).toEqual(hub.records.map((_, index) => index + 1));
  });

  it('ends in time with a tunnel open and a hub that does not answer', async () => {
    await using folder = await temporaryFolder();
    await using site = await startSite();
    const ports = await freePorts(3);
    const [proxyPort = 0, , hubPort = 0] = ports;
    await using hub = await startFakeHub({ port: hubPort });
    await giveToken(folder.path, hub);
    await hub.publish({ ...openPolicy(site.port), intercept: { default: false } }, 1);
    const proxy = startProxy(folder.path, ports);
    try {
      await expect.poll(() => through(proxyPort, site.url), soon).toBe(200);
      hub.misbehave = () => true;
      const answer = await openTunnel(proxyPort, `city.localhost:${site.port}`);
      expect(answer).toMatch(/^HTTP\/1\.1 200/);
      expect(await proxy.end('SIGTERM')).toBe(0);
    } finally {
      await proxy.end('SIGKILL');
    }
    expect((await verifyLog(pathsBelow(folder.path).proxyAudit)).holds).toBe(true);
  });
});
