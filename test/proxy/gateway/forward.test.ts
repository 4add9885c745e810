import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createForward } from '../../../proxy/gateway/forward.ts';
import type { ParentProxy } from '../../../proxy/gateway/parent-proxy.ts';
import type { OutcomeFacts } from '../../../proxy/gateway/recorder.ts';
import type { Failure } from '../../../proxy/gateway/statuses.ts';
import { createTrust } from '../../../proxy/gateway/trust.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';

/** A front that forwards every request to the address and port, whatever its host says. */
async function startFront(port: number, { idleMs = 60_000 } = {}) {
  const trust = createTrust();
  const parent = {} as ParentProxy;
  const forward = createForward({ connectMs: 60_000, idleMs, trust, parent });
  const failures: Failure[] = [];
  const ended: OutcomeFacts[] = [];
  const server = createServer((req: IncomingMessage, res) => {
    const parsed = parseDestination(`http://city.example:${port}${req.url}`);
    if (!parsed.ok) throw new Error(parsed.problem);
    forward.web(req, res, {
      destination: parsed.destination,
      address: '127.0.0.1',
      upstream: null,
      onFailure: (failure) => {
        failures.push(failure);
        res.writeHead(failure.status, { Connection: 'close' }).end();
      },
      onEnd: (outcome) => ended.push(outcome),
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    failures,
    ended,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      forward[Symbol.dispose]();
      server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

test('connects to the checked address, and asks for the host that was named', async () => {
  await using site = await startRecordingServer((socket) => {
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
  });
  await using front = await startFront(site.port);
  using client = await openRawClient(front.port);
  client.send('GET /a?b HTTP/1.1\r\nHost: city.example\r\n\r\n');
  await client.until('ok');
  expect(site.received[0]).toMatch(/^GET \/a\?b HTTP\/1\.1\r\nhost: city\.example\r\n/);
  while (front.ended.length === 0) await new Promise(setImmediate);
  expect(front.ended).toEqual([
    { end: 'closed', status: 200, bytesUp: site.received[0]?.length, bytesDown: 40 },
  ]);
});

test('an answer that does not come within the idle time is a failure', async () => {
  await using site = await startRecordingServer();
  await using front = await startFront(site.port, { idleMs: 200 });
  using client = await openRawClient(front.port);
  client.send('GET / HTTP/1.1\r\nHost: city.example\r\n\r\n');
  expect(await client.closed()).toMatch(/^HTTP\/1\.1 504 /);
  expect(front.failures).toEqual([{ status: 504, code: 'destination-timeout' }]);
});

test('connections are kept and used again', async () => {
  await using site = await startRecordingServer((socket) => {
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
  });
  await using front = await startFront(site.port);
  using client = await openRawClient(front.port);
  for (const path of ['/1', '/2', '/3']) {
    const before = front.ended.length;
    client.send(`GET ${path} HTTP/1.1\r\nHost: city.example\r\n\r\n`);
    while (front.ended.length === before) await new Promise(setImmediate);
  }
  expect(site.received).toHaveLength(1);
});
