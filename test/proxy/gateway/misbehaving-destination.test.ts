import { describe, expect, test } from 'vitest';
import { get, startSite } from '../../support/plain-site.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';
import { startTestGateway, testPolicy } from '../../support/test-gateway.ts';

describe('destinations that misbehave', () => {
  test('an answer that breaks off ends the connection, not as a whole answer', async () => {
    await using site = await startRecordingServer((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
        setImmediate(() => socket.destroy());
      });
    });
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(get(site.port));
    expect(await client.closed()).toContain('half');
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()[0]?.end).not.toBe('closed');
  });

  test.each([
    ['closes without a word', '', 502],
    ['answers no HTTP', 'SSH-2.0-x\r\n', 502],
    [
      'frames its answer twice',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n',
      502,
    ],
    [
      'switches protocols unasked',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
      502,
    ],
    [
      'asks for the credential of the barrier',
      'HTTP/1.1 407 x\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n',
      502,
    ],
  ])('one that %s', async (_, answer, status) => {
    await using site = await startRecordingServer((socket) => {
      socket.once('data', () => socket.end(answer));
    });
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(get(site.port, '/', 'Accept: text/html\r\n'));
    expect(await client.until('\r\n\r\n')).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  test('a kept connection that has died is not held against the person', async () => {
    await using site = await startSite((_, res) => res.end('hello'));
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(get(site.port));
    await client.until('hello');
    // The server forgets its connections in the very moment in which the next request is sent.
    site.server.once('connection', () => {});
    const [first] = site.requests;
    first?.socket.resetAndDestroy();
    client.send(get(site.port, '/again'));
    await world.audit.whenOutcomes(2);
    expect(world.audit.outcomes().map(({ status }) => status)).toEqual([200, 200]);
  });
});
