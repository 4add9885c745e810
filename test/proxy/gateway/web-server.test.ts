import { expect, test } from 'vitest';
import { openRawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';
import { credentialLine, startTestGateway, testPolicy } from '../../support/test-gateway.ts';

test('a header block that comes too slowly is refused with 408', async () => {
  await using world = await startTestGateway(testPolicy({}), { limits: { headerMs: 100 } });
  using client = await openRawClient(world.port);
  client.send('GET http://a.example/ HTTP/1.1\r\nHost: a.example\r\n');
  expect(await client.closed()).toMatch(/^HTTP\/1\.1 408 /);
});

test('what is no HTTP at all is refused with 400', async () => {
  await using world = await startTestGateway(testPolicy({}));
  using client = await openRawClient(world.port);
  client.send('\x16\x03\x01hello');
  expect(await client.closed()).toMatch(/^HTTP\/1\.1 400 /);
});

test('an expectation that nobody knows is refused with 417, and ends the connection', async () => {
  await using site = await startRecordingServer();
  await using world = await startTestGateway(testPolicy({ open: [site.port] }));
  using client = await openRawClient(world.port);
  const host = `city.localhost:${site.port}`;
  const request = `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n${credentialLine}`;
  client.send(`${request}Expect: 200-ok\r\nContent-Length: 4\r\n\r\n${request}\r\n`);
  expect(await client.closed()).toMatch(/^HTTP\/1\.1 417 [\s\S]*\r\nconnection: close\r\n/i);
  expect(site.received).toEqual([]);
});

test('chunks that break in the middle never become a whole request behind', async () => {
  await using site = await startRecordingServer((socket) => socket.on('end', () => socket.end()));
  await using world = await startTestGateway(testPolicy({ open: [site.port] }));
  using client = await openRawClient(world.port);
  const host = `city.localhost:${site.port}`;
  client.send(
    `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n${credentialLine}Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n`,
  );
  while (site.received[0]?.includes('body') !== true) await new Promise(setImmediate);
  client.send('zz\r\n');
  await client.closed();
  while (site.sockets.size > 0) await new Promise(setImmediate);
  expect(site.received[0]).not.toContain('0\r\n\r\n');
  await world.audit.whenOutcomes(1);
  expect(world.audit.outcomes()).toMatchObject([{ end: 'aborted' }]);
});

test('an upgrade to anything but a WebSocket is an ordinary request', async () => {
  await using site = await startRecordingServer((socket) => {
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
  });
  await using world = await startTestGateway(testPolicy({ open: [site.port] }));
  using client = await openRawClient(world.port);
  const host = `city.localhost:${site.port}`;
  client.send(
    `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n${credentialLine}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n\r\n`,
  );
  await client.until('ok');
  expect(site.received[0]).not.toMatch(/upgrade|settings/i);
});
