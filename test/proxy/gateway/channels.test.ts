/** Whatever a page or its worker sends by, inside an opened tunnel it is one request, decided like any other. */
import { afterAll, describe, expect, test } from 'vitest';
import { openInside } from '../../support/behind-parent.ts';
import { listenSecurely, openSiteAuthority, secureServer } from '../../support/site-authority.ts';
import { startTestGateway, testPolicy } from '../../support/test-gateway.ts';

const sites = await openSiteAuthority();
afterAll(() => sites[Symbol.asyncDispose]());

async function startWorld() {
  const arrived: string[] = [];
  const server = secureServer(sites, 'city.localhost');
  server.on('request', (req, res) => {
    const { upgrade, 'http2-settings': settings } = req.headers;
    arrived.push(`${req.method} ${req.url} ${upgrade ?? settings ?? ''}`.trim());
    req.resume().once('end', () => res.end('here'));
  });
  server.on('upgrade', (req, socket) => {
    arrived.push(`${req.method} ${req.url} ${req.headers.upgrade}`);
    socket.end('HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  });
  const site = await listenSecurely(server);
  const policy = testPolicy({
    open: [site.port],
    intercept: '{ default: true }',
    lists: `{ id: closed, title: closed, action: block, owner: x, reason: x, entries: ["city.localhost:${site.port}/closed"] }`,
  });
  const world = await startTestGateway(policy, { trust: [sites.caPem] });
  return {
    arrived,
    world,
    authority: `city.localhost:${site.port}`,
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}

const webSocket = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
const channels: [name: string, method: string, fields: string, body: string, arrives: string][] = [
  ['a WebSocket', 'GET', webSocket, '', 'GET /open websocket'],
  [
    'a beacon',
    'POST',
    'Content-Type: text/plain;charset=UTF-8\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: empty\r\nContent-Length: 4\r\n',
    'ping',
    'POST /open',
  ],
  ['the script of a service worker', 'GET', 'Service-Worker: script\r\n', '', 'GET /open'],
  ['a fetch of a service worker', 'GET', 'Sec-Fetch-Dest: empty\r\n', '', 'GET /open'],
  ['an EventSource', 'GET', 'Accept: text/event-stream\r\n', '', 'GET /open'],
  [
    'the ping of a link',
    'POST',
    'Content-Type: text/ping\r\nPing-From: https://a.example/\r\nContent-Length: 4\r\n',
    'PING',
    'POST /open',
  ],
  ['a prefetch', 'GET', 'Sec-Purpose: prefetch\r\n', '', 'GET /open'],
  ['a preflight', 'OPTIONS', 'Access-Control-Request-Method: PUT\r\n', '', 'OPTIONS /open'],
  // Other protocols are not carried: the field is of one hop, and what is left is a request.
  [
    'an upgrade to HTTP/2',
    'GET',
    'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n',
    '',
    'GET /open',
  ],
  [
    'an upgrade to WebTransport',
    'GET',
    'Connection: Upgrade\r\nUpgrade: webtransport\r\n',
    '',
    'GET /open',
  ],
];

describe('is decided by its path and has its line:', () => {
  test.each(channels)('%s', async (name, method, fields, body, arrives) => {
    await using run = await startWorld();
    const { world, authority, arrived } = run;
    const act = name === 'a WebSocket' ? 'upgrade' : 'request';
    for (const [path, status] of [
      ['/closed', ' 403 '],
      ['/open', name === 'a WebSocket' ? ' 101 ' : ' 200 '],
    ]) {
      const { client, socket } = await openInside(world, authority);
      client.send(`${method} ${path} HTTP/1.1\r\nHost: ${authority}\r\n${fields}\r\n${body}`);
      expect(await client.until('\r\n\r\n')).toContain(`HTTP/1.1${status}`);
      socket.destroy();
    }
    expect(arrived).toEqual([arrives]);
    expect(world.audit.decisions()).toMatchObject([
      { act, action: 'block', method, destination: { path: '/closed' } },
      { act, action: 'allow', method, destination: { path: '/open' }, handling: 'intercept' },
    ]);
  });
});

test.each([
  ['HTTP/2 without an agreement', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  [
    'an extended CONNECT',
    'CONNECT city.localhost:443 HTTP/1.1\r\nHost: a\r\n:protocol: webtransport\r\n\r\n',
  ],
])('%s is no request', async (_, text) => {
  await using run = await startWorld();
  const { client } = await openInside(run.world, run.authority);
  client.send(text);
  expect(await client.closed()).toMatch(/^HTTP\/1\.1 400 /);
  expect(run.arrived).toEqual([]);
});

test('HTTP/2 is agreed upon inside where it is offered, and nothing of later versions', async () => {
  await using run = await startWorld();
  const { socket } = await openInside(run.world, run.authority, undefined, [
    'h3',
    'h2',
    'http/1.1',
  ]);
  expect(socket.alpnProtocol).toBe('h2');
  socket.destroy();
});
