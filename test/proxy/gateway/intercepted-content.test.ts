import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, expect, test } from 'vitest';
import { openAuthority } from '../../../proxy/certificates/authority.ts';
import { lookingPolicy } from '../../support/looking-policy.ts';
import { openRawClient, rawClient } from '../../support/raw-client.ts';
import { credentialLine, startTestGateway } from '../../support/test-gateway.ts';
import { text } from '../../support/websocket-frame.ts';
import { individual } from '../inspection/build-documents.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sites-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const siteAuthority = await openAuthority(folder);

/** Over TLS; what it got of bodies and messages. */
async function startSecureSite() {
  const got: string[] = [];
  const server = https.createServer(
    { SNICallback: (_, done) => done(null, siteAuthority.contextFor('city.localhost')) },
    (req, res) => {
      let body = '';
      req.on('data', (chunk: Buffer) => {
        body += chunk;
      });
      req.on('end', () => {
        got.push(body);
        res.end('taken');
      });
    },
  );
  server.on('upgrade', (_, socket) => {
    socket.on('error', () => {});
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    socket.on('data', (chunk: Buffer) => got.push(chunk.toString('latin1')));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    got,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

test('bodies and messages in an opened tunnel are looked at', async () => {
  await using site = await startSecureSite();
  const policy = lookingPolicy([site.port], { intercept: '{ default: true }' });
  await using world = await startTestGateway(policy, { trust: [siteAuthority.caPem] });
  const host = `city.localhost:${site.port}`;
  using raw = await openRawClient(world.port);
  raw.send(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n${credentialLine}\r\n`);
  await raw.until('200 Connection Established\r\n\r\n');
  raw.socket.removeAllListeners('data');
  const ca = world.authority.caPem;
  const socket = connectTls({ socket: raw.socket, servername: 'city.localhost', ca });
  await once(socket, 'secureConnect');
  const client = rawClient(socket);
  const post = (body: string) =>
    client.send(
      Buffer.from(
        `POST /form HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      ),
    );
  post(`個人番号=${individual()}`);
  await client.until('403 Forbidden');
  post('title=ゆき');
  await client.until('taken');
  client.send(
    `GET /chat HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  await client.until('101 Switching Protocols');
  const sent = text('{"op":1}');
  client.send(sent);
  await expect.poll(() => site.got.join('')).toBe(`title=ゆき${sent.toString('latin1')}`);
  client.send(text(`個人番号 ${individual()}`));
  await client.closed();
  expect(world.audit.decisions()).toMatchObject([
    { act: 'request', action: 'block', handling: 'refuse', upload: { level: '3A' } },
    { act: 'request', action: 'allow', handling: 'intercept', upload: { inspected: true } },
    { act: 'upgrade', action: 'allow', handling: 'intercept' },
    { act: 'upgrade', action: 'block', handling: 'refuse', destination: { scheme: 'wss' } },
  ]);
  await world.audit.whenOutcomes(2);
  expect(site.got.join('')).toBe(`title=ゆき${sent.toString('latin1')}`);
});
