import type { Server } from 'node:https';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type BehindParent,
  connectTo,
  openInside,
  startBehind,
} from '../../support/behind-parent.ts';
import { startParent } from '../../support/parent-proxy.ts';
import { startSite } from '../../support/plain-site.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';
import { listenSecurely, openSiteAuthority, secureServer } from '../../support/site-authority.ts';

const sites = await openSiteAuthority();
afterAll(() => sites[Symbol.asyncDispose]());

function secureSite(host = 'city.example'): Server {
  const server = secureServer(sites, host);
  server.on('request', (req, res) => void res.end(`page ${req.url}`));
  server.on('upgrade', (_req, socket) => {
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    socket.on('data', (chunk: Buffer) => socket.write(`echo ${chunk}`));
    socket.on('error', () => {});
  });
  return server;
}

const opening = (port: number, policy: BehindParent = {}) =>
  startBehind(port, { intercept: '{ default: true }', ...policy }, { trust: [sites.caPem] });

const get = (path: string, lines = '') =>
  `GET ${path} HTTP/1.1\r\nHost: city.example\r\n${lines}\r\n`;
const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';

describe('an intercepted tunnel behind the proxy above this one', () => {
  test('has its requests go through one tunnel there, which is kept', async () => {
    await using site = await listenSecurely(secureSite());
    await using parent = await startParent({ leads: { 'city.example:443': site.port } });
    await using world = await opening(parent.port);
    const { client, socket } = await openInside(world, 'city.example:443');
    for (const path of ['/a', '/b', '/c']) {
      client.send(get(path));
      await client.until(`page ${path}`);
    }
    await world.audit.whenOutcomes(3);
    expect(parent.asked).toEqual(['CONNECT city.example:443']);
    expect(world.audit.decisions()).toHaveLength(3);
    expect(world.audit.decisions()[2]).toMatchObject({
      handling: 'intercept',
      address: 'unchecked',
      destination: { host: 'city.example', path: '/c' },
    });
    socket.destroy();
  });

  test('asks in absolute form for what is plain HTTP inside', async () => {
    await using site = await startSite((_, res) => res.end('plain page'));
    await using parent = await startParent({ leads: { '203.0.113.5': site.port } });
    await using world = await opening(parent.port, {
      lists:
        '{ id: a, title: t, action: allow, owner: o, reason: r, entries: ["203.0.113.5:8080"] }',
    });
    using raw = await openRawClient(world.port);
    raw.send(connectTo('203.0.113.5:8080'));
    await raw.until('\r\n\r\n');
    raw.send('GET /a HTTP/1.1\r\nHost: 203.0.113.5:8080\r\n\r\n');
    await raw.until('plain page');
    expect(parent.asked).toEqual(['GET http://203.0.113.5:8080/a']);
  });

  test('carries WebSockets', async () => {
    await using site = await listenSecurely(secureSite());
    await using parent = await startParent({ leads: { 'city.example:443': site.port } });
    await using world = await opening(parent.port);
    const { client } = await openInside(world, 'city.example:443');
    client.send(get('/chat', upgrade));
    await client.until('101 Switching Protocols');
    client.send('ping');
    await client.until('echo ping');
    expect(parent.asked).toEqual(['CONNECT city.example:443']);
    client.socket.destroy();
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ status: 101 }]);
  });

  test('a certificate that is not good is the destination’s failure, not the parent’s', async () => {
    await using site = await listenSecurely(secureSite('other.example'));
    await using parent = await startParent({ leads: { 'city.example:443': site.port } });
    await using world = await opening(parent.port);
    const { client, socket } = await openInside(world, 'city.example:443');
    client.send(get('/', 'Accept: application/json\r\n'));
    expect(await client.until('"error"')).toContain('tls-failed-name');
    socket.destroy();
  });

  test.each([
    ['a refusal', 'HTTP/1.1 403 no\r\n\r\nof the parent', 'upstream-refused', 403],
    ['a 407', 'HTTP/1.1 407 no\r\n\r\nof the parent', 'upstream-credential-refused', 407],
    ['half an answer', 'HTTP/1.1 2', 'upstream-failed', 502],
    [
      'an answer with more behind it',
      'HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
      'upstream-failed',
      502,
    ],
  ])('tells %s of the parent apart', async (_, text, end, recorded) => {
    await using parent = await startParent({ onConnect: (socket) => void socket.end(text) });
    await using world = await opening(parent.port);
    for (const more of ['', upgrade]) {
      const before = world.audit.outcomes().length;
      const { client, socket } = await openInside(world, 'city.example:443');
      client.send(get('/', `Accept: application/json\r\n${more}`));
      const answer = await client.until('"error"');
      expect(answer).toMatch(/^HTTP\/1\.1 502 /);
      expect(answer).toContain(`"code":"${end}"`);
      expect(answer).not.toContain('of the parent');
      socket.destroy();
      await world.audit.whenOutcomes(before + 1);
      expect(world.audit.outcomes()[before]).toMatchObject({
        end,
        // An upgrade that failed has no status of ours.
        status: more !== '' && recorded === 502 ? null : recorded,
      });
      expect(world.recent.latest('tanaka', 1)).toMatchObject([{ failure: end }]);
    }
  });
});

test('a WebSocket of a plain page has a tunnel of its own', async () => {
  await using site = await startRecordingServer((socket) => {
    socket.once('data', () =>
      socket.write('HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello'),
    );
  });
  await using parent = await startParent({ leads: { 'city.example:80': site.port } });
  await using world = await opening(parent.port);
  using raw = await openRawClient(world.port);
  raw.send(connectTo('city.example:80'));
  await raw.until('\r\n\r\n');
  raw.send(get('/chat', upgrade));
  await raw.until('hello');
  expect(parent.asked).toEqual(['CONNECT city.example:80']);
  expect(site.received[0]).toMatch(/^GET \/chat HTTP\/1\.1\r\nhost: city\.example\r\n/i);
});
