import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { openRawClient } from '../../support/raw-client.ts';
import { startEchoServer, startRecordingServer } from '../../support/recording-server.ts';
import { credentialLine, startTestGateway, testPolicy } from '../../support/test-gateway.ts';

test('a port that is taken is an error with its code', async () => {
  await using world = await startTestGateway(testPolicy({}));
  await expect(startTestGateway(testPolicy({}), { port: world.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('ends everything, and waits for nobody: tunnels, requests, half-said ones', async () => {
  await using echo = await startEchoServer();
  await using silent = await startRecordingServer();
  const world = await startTestGateway(testPolicy({ open: [echo.port, silent.port] }));
  const tunnel = await openRawClient(world.port);
  tunnel.send(`CONNECT city.localhost:${echo.port} HTTP/1.1\r\n${credentialLine}\r\n`);
  await tunnel.until('Established');
  const request = await openRawClient(world.port);
  const host = `city.localhost:${silent.port}`;
  request.send(`GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n${credentialLine}\r\n`);
  while (silent.received[0]?.includes('GET') !== true) await new Promise(setImmediate);
  const begun = await openRawClient(world.port);
  begun.send('CONNECT ');
  const quiet = await openRawClient(world.port);
  await world[Symbol.asyncDispose]();
  await Promise.all([tunnel, request, begun, quiet].map((client) => client.closed()));
  expect(world.audit.outcomes()).toHaveLength(2);
  expect(world.gateway.open).toMatchObject({ persons: 0, upstreams: 0 });
});

test('a new policy counts from the next request on', async () => {
  await using echo = await startEchoServer();
  await using world = await startTestGateway(testPolicy({ open: [echo.port] }));
  const ask = async () => {
    using client = await openRawClient(world.port);
    client.send(`CONNECT city.localhost:${echo.port} HTTP/1.1\r\n${credentialLine}\r\n`);
    return (await client.until('\r\n\r\n')).slice(9, 12);
  };
  expect(await ask()).toBe('200');
  world.setPolicy(testPolicy({ open: [echo.port], default: 'block' }));
  expect(await ask()).toBe('403');
});

test('more connections than the cap are closed at once, and there is room again afterwards', async () => {
  await using world = await startTestGateway(testPolicy({}), { limits: { connections: 2 } });
  const first = await openRawClient(world.port);
  const second = await openRawClient(world.port);
  while (world.gateway.open.persons < 2) await new Promise(setImmediate);
  const third = connect(world.port, '127.0.0.1');
  third.on('error', () => {});
  await new Promise((resolve) => third.once('close', resolve));
  first.socket.destroy();
  while (world.gateway.open.persons > 1) await new Promise(setImmediate);
  using again = await openRawClient(world.port);
  again.send('CONNECT a..b:443 HTTP/1.1\r\n\r\n');
  expect(await again.closed()).toMatch(/^HTTP\/1\.1 400 /);
  second.socket.destroy();
});

test('a tunnel without a byte for the whole idle time is ended', async () => {
  await using echo = await startEchoServer();
  await using world = await startTestGateway(testPolicy({ open: [echo.port] }), {
    limits: { idleMs: 30 },
  });
  using client = await openRawClient(world.port);
  client.send(`CONNECT city.localhost:${echo.port} HTTP/1.1\r\n${credentialLine}\r\n`);
  await client.closed();
  await world.audit.whenOutcomes(1);
  expect(world.audit.outcomes()).toMatchObject([{ end: 'idle' }]);
});
