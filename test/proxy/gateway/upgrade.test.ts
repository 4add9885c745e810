import { describe, expect, test } from 'vitest';
import { get, startSite } from '../../support/plain-site.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startTestGateway, testPolicy } from '../../support/test-gateway.ts';

describe('upgrades', () => {
  const upgrade = (port: number) =>
    get(
      port,
      '/chat',
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n',
    );

  test('a WebSocket is decided like a request and then joined', async () => {
    await using site = await startSite(() => {});
    site.server.on('upgrade', (req, socket) => {
      site.requests.push(req);
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      );
      socket.on('data', (chunk: Buffer) => socket.write(`echo ${chunk}`));
      socket.on('end', () => socket.end());
    });
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(upgrade(site.port));
    expect(await client.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 101 /);
    client.send('ping');
    await client.until('echo ping');
    expect(site.requests[0]?.headers['proxy-authorization']).toBeUndefined();
    client.socket.end();
    await client.closed();
    await world.audit.whenOutcomes(1);
    expect(world.audit.decisions()).toMatchObject([
      { act: 'upgrade', destination: { scheme: 'ws', path: '/chat' } },
    ]);
    expect(world.audit.outcomes()).toMatchObject([{ status: 101, end: 'closed' }]);
  });

  test('what a list blocks is refused', async () => {
    await using world = await startTestGateway(testPolicy({ default: 'block' }));
    using client = await openRawClient(world.port);
    client.send(upgrade(80));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 403 /);
    expect(world.audit.decisions()).toMatchObject([{ act: 'upgrade', action: 'block' }]);
  });

  test('a server that does not upgrade is answered through', async () => {
    await using site = await startSite((_, res) => {
      res.statusCode = 404;
      res.end('no socket here');
    });
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(upgrade(site.port));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 404 [\s\S]*no socket here/);
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ status: 404 }]);
  });

  test('a site that cannot be reached is a failure', async () => {
    const site = await startSite(() => {});
    await site[Symbol.asyncDispose]();
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(upgrade(site.port));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 502 /);
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'destination-refused' }]);
  });
});
