import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import https from 'node:https';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, describe, expect, test } from 'vitest';
import { openAuthority } from '../../../proxy/certificates/authority.ts';
import type { GatewayOptions } from '../../../proxy/gateway/gateway.ts';
import { openRawClient, type RawClient, rawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';
import {
  credentialLine,
  startTestGateway,
  type TestGateway,
  type TestPolicy,
  testPolicy,
} from '../../support/test-gateway.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sites-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Who certifies the sites of these tests. */
const siteAuthority = await openAuthority(folder);

async function startSecureSite(certifiedFor = 'city.localhost', authority = siteAuthority) {
  const requests: { url: string; host: string | undefined; names: string[] }[] = [];
  const server = https.createServer(
    {
      SNICallback: (_, done) => done(null, authority.contextFor(certifiedFor)),
      ALPNProtocols: ['http/1.1'],
    },
    (req, res) => {
      requests.push({
        url: req.url ?? '',
        host: req.headers.host,
        names: Object.keys(req.headers),
      });
      res.end('secret page');
    },
  );
  server.on('upgrade', (req, socket) => {
    requests.push({ url: req.url ?? '', host: req.headers.host, names: Object.keys(req.headers) });
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    socket.on('data', (chunk: Buffer) => socket.write(`echo ${chunk}`));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    requests,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

const startOpening = (policy: TestPolicy, options: Partial<GatewayOptions> = {}) =>
  startTestGateway(testPolicy({ intercept: '{ default: true }', ...policy }), {
    trust: [siteAuthority.caPem],
    ...options,
  });

/** CONNECT, then TLS in which the gateway's authority is trusted. */
async function openInside(
  world: TestGateway,
  authority: string,
  { servername = authority.split(':')[0] as string, ca = world.authority.caPem } = {},
): Promise<{ client: RawClient; socket: TLSSocket }> {
  const raw = await openRawClient(world.port);
  raw.send(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentialLine}\r\n`);
  await raw.until('200 Connection Established\r\n\r\n');
  raw.socket.removeAllListeners('data');
  const socket = connectTls({ socket: raw.socket, servername, ca, ALPNProtocols: ['http/1.1'] });
  const client = rawClient(socket);
  await new Promise((resolve) => socket.once('secureConnect', resolve).once('close', resolve));
  return { client, socket };
}

const get = (host: string, target = '/', lines = '') =>
  `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${lines}\r\n`;

describe('an opened tunnel', () => {
  test('shows our certificate, checks theirs, and decides each request on its own', async () => {
    await using site = await startSecureSite();
    await using world = await startOpening({
      open: [site.port],
      lists: `{ id: bad, title: bad, action: block, owner: x, reason: x, entries: ["city.localhost:${site.port}/closed"] }`,
    });
    const host = `city.localhost:${site.port}`;
    const { client, socket } = await openInside(world, host);
    expect(socket.getPeerCertificate().issuer.CN).toMatch(/^Sekisho /);
    expect(socket.alpnProtocol).toBe('http/1.1');
    client.send(get(host, '/open?q=1'));
    await client.until('secret page');
    client.send(get(host, '/closed/x', 'Accept: application/json\r\n'));
    await client.until('"error"');
    client.send(get(host, '/open/again'));
    await world.audit.whenOutcomes(2);
    expect(site.requests.map(({ url, host: seen }) => [url, seen])).toEqual([
      ['/open?q=1', host],
      ['/open/again', host],
    ]);
    expect(
      world.audit
        .decisions()
        .map(({ act, action, handling, destination }) => [
          act,
          action,
          handling,
          destination?.path,
        ]),
    ).toEqual([
      ['request', 'allow', 'intercept', '/open'],
      ['request', 'block', 'refuse', '/closed/x'],
      ['request', 'allow', 'intercept', '/open/again'],
    ]);
    socket.destroy();
  });

  test('is opened because an entry depends on the path, whatever the default', async () => {
    await using site = await startSecureSite();
    await using world = await startOpening({
      open: [site.port],
      intercept: '{ default: false }',
      default: 'block',
      lists:
        '{ id: good, title: good, action: allow, owner: x, reason: x, entries: ["city.localhost/open"] }',
    });
    const host = `city.localhost:${site.port}`;
    const { client, socket } = await openInside(world, host);
    client.send(get(host, '/open'));
    await client.until('secret page');
    client.send(get(host, '/other'));
    await client.until('403 Forbidden');
    socket.destroy();
  });

  test('carries WebSockets', async () => {
    await using site = await startSecureSite();
    await using world = await startOpening({ open: [site.port] });
    const host = `city.localhost:${site.port}`;
    const { client, socket } = await openInside(world, host);
    client.send(
      get(
        host,
        '/chat',
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n',
      ),
    );
    await client.until('101 Switching Protocols');
    client.send('ping');
    await client.until('echo ping');
    expect(world.audit.decisions()).toMatchObject([
      { act: 'upgrade', handling: 'intercept', destination: { scheme: 'wss', path: '/chat' } },
    ]);
    socket.destroy();
    await world.audit.whenOutcomes(1);
  });

  test('reads plain HTTP inside, as pages with ws:// send it', async () => {
    await using site = await startRecordingServer((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nplain'));
    });
    await using world = await startOpening({ open: [site.port] });
    const host = `city.localhost:${site.port}`;
    using raw = await openRawClient(world.port);
    raw.send(`CONNECT ${host} HTTP/1.1\r\n${credentialLine}\r\n`);
    await raw.until('Established\r\n\r\n');
    raw.send(get(host, '/x'));
    await raw.until('plain');
    expect(world.audit.decisions()).toMatchObject([
      { destination: { scheme: 'http', path: '/x' }, handling: 'intercept' },
    ]);
  });

  test.each([
    [
      'another Host',
      (host: string) => get('other.localhost:1'.replace('1', host.split(':')[1] ?? '')),
      {},
    ],
    ['another server name', (host: string) => get(host), { servername: 'other.localhost' }],
  ])('answers 421 to %s', async (_, request, how) => {
    await using site = await startSecureSite();
    await using world = await startOpening({ open: [site.port] });
    const host = `city.localhost:${site.port}`;
    const raw = await openRawClient(world.port);
    raw.send(`CONNECT ${host} HTTP/1.1\r\n${credentialLine}\r\n`);
    await raw.until('Established\r\n\r\n');
    raw.socket.removeAllListeners('data');
    const socket = connectTls({
      socket: raw.socket,
      servername: 'city.localhost',
      ...how,
      rejectUnauthorized: false,
    });
    const client = rawClient(socket);
    client.send(request(host));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 421 /);
    expect(world.audit.decisions()).toMatchObject([{ reason: 'host-mismatch', action: 'block' }]);
    expect(site.requests).toEqual([]);
  });

  test.each([
    'GET http://city.localhost/ HTTP/1.1\r\nHost: city.localhost\r\n\r\n',
    'CONNECT a.test:1 HTTP/1.1\r\n\r\n',
  ])('has no place for %j', async (text) => {
    await using world = await startOpening({ open: [443] });
    const { client } = await openInside(world, 'city.localhost:443');
    client.send(text);
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('a destination whose certificate', () => {
  test.each([
    ['is for another name', 'tls-failed-name', async () => startSecureSite('other.localhost')],
    [
      'nobody vouches for',
      'tls-failed-untrusted',
      async () =>
        startSecureSite('city.localhost', await openAuthority(path.join(folder, 'unknown'))),
    ],
    [
      'has ended',
      'tls-failed-expired',
      async () => {
        const then = Date.now() - 200 * 86_400_000;
        const past = await openAuthority(folder, { now: () => then });
        return startSecureSite('city.localhost', past);
      },
    ],
  ])('%s is not connected to', async (_, end, start) => {
    await using site = await start();
    await using world = await startOpening({ open: [site.port] });
    const host = `city.localhost:${site.port}`;
    const { client, socket } = await openInside(world, host);
    client.send(get(host, '/', 'Accept: application/json\r\n'));
    expect(await client.until(end)).toMatch(/^HTTP\/1\.1 502 /);
    expect(site.requests).toEqual([]);
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end, status: 502 }]);
    socket.destroy();
  });

  test('there is none, because it speaks no TLS', async () => {
    await using site = await startRecordingServer((socket) =>
      socket.once('data', () => socket.end('hello')),
    );
    await using world = await startOpening({ open: [site.port] });
    const host = `city.localhost:${site.port}`;
    const { client, socket } = await openInside(world, host);
    client.send(get(host));
    expect(await client.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 502 /);
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'tls-failed' }]);
    socket.destroy();
  });
});

describe('a tunnel that cannot be opened', () => {
  test('because its TLS handshake fails is closed and recorded', async () => {
    await using world = await startOpening({ open: [443] });
    using raw = await openRawClient(world.port);
    raw.send(`CONNECT city.localhost:443 HTTP/1.1\r\n${credentialLine}\r\n`);
    await raw.until('Established\r\n\r\n');
    raw.send('\x16\x03\x01\x00\x05hello');
    await raw.closed();
    await world.audit.whenOutcomes(1);
    expect(world.audit.decisions()).toMatchObject([{ reason: 'path-unseen', action: 'block' }]);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'handshake-failed' }]);
  });

  test('because it is neither TLS nor HTTP is closed and recorded', async () => {
    await using world = await startOpening({ open: [443] });
    using raw = await openRawClient(world.port);
    raw.send(`CONNECT city.localhost:443 HTTP/1.1\r\n${credentialLine}\r\n`);
    await raw.until('Established\r\n\r\n');
    raw.send('\x00binary');
    await raw.closed();
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'not-readable' }]);
  });

  test('because nobody says anything leaves no record', async () => {
    await using world = await startOpening({ open: [443] }, { limits: { silentMs: 20 } });
    const socket = connectTcp(world.port, '127.0.0.1');
    const raw = rawClient(socket);
    raw.send(`CONNECT city.localhost:443 HTTP/1.1\r\n${credentialLine}\r\n`);
    await raw.closed();
    expect(world.audit.records).toEqual([]);
    while (world.gateway.open.persons > 0) await new Promise(setImmediate);
  });
});
