import { describe, expect, test } from 'vitest';
import { connectTo, openInside } from '../../support/behind-parent.ts';
import { greetingOf, handshake, records, serverName } from '../../support/client-hello.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startEchoServer, startRecordingServer } from '../../support/recording-server.ts';
import { listenSecurely, openSiteAuthority, secureServer } from '../../support/site-authority.ts';
import { startTestGateway, testPolicy } from '../../support/test-gateway.ts';

const city = await greetingOf('city.localhost');
const other = await greetingOf('other.example');
const nameless = await greetingOf(null);
const hostile = records(handshake([serverName([0, '<b>\u0001'])]));
const malformed = records(handshake([serverName([0, 'a'], [0, 'b'])]));
const anyhow = '{ default: false, sniMismatch: record }';
const strict = '{ default: false }';

async function opened(intercept: string, host = 'city.localhost') {
  const site = await startEchoServer();
  const world = await startTestGateway(testPolicy({ open: [site.port], intercept }));
  const client = await openRawClient(world.port);
  client.send(connectTo(`${host}:${site.port}`));
  await client.until('Established\r\n\r\n');
  return {
    site,
    world,
    client,
    async [Symbol.asyncDispose]() {
      client[Symbol.dispose]();
      await world[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}

describe('a greeting in a tunnel that nobody reads', () => {
  test.each([
    ['of the tunnel’s host', 'city.localhost', city],
    ['without a name, to an address', '127.0.0.1', nameless],
    ['of another protocol', 'city.localhost', Buffer.from('SSH-2.0-x\r\n')],
  ])('%s goes on, and makes no line', async (_, host, bytes) => {
    await using run = await opened(strict, host);
    // In pieces, as a network may deliver it.
    run.client.send(bytes.subarray(0, 3));
    run.client.send(bytes.subarray(3));
    run.client.send('more');
    await run.client.until('more');
    expect(run.site.received).toEqual([`${bytes.toString('latin1')}more`]);
    expect(run.world.audit.decisions()).toHaveLength(1);
  });

  test.each([
    ['of another host', other, 'other', 'other.example'],
    ['whose name is no host', hostile, 'unreadable', 'city.localhost'],
    ['with two names', malformed, 'unreadable', 'city.localhost'],
  ])('%s ends it, with a line, before a byte went up', async (_, bytes, rule, host) => {
    await using run = await opened(strict);
    run.client.send(bytes);
    await run.client.closed();
    await run.world.audit.whenOutcomes(1);
    expect(run.site.received).toEqual(['']);
    const [first, second, ...more] = run.world.audit.decisions();
    expect(more).toEqual([]);
    expect(second).toMatchObject({
      act: 'connect',
      action: 'block',
      reason: 'host-mismatch',
      rule: `intercept.sniMismatch/${rule}`,
      handling: 'refuse',
      destination: { host, port: run.site.port },
      who: { user: 'tanaka' },
    });
    expect(run.world.audit.outcomes()).toMatchObject([
      { id: first?.id, end: 'host-mismatch', bytesUp: 0 },
    ]);
  });

  test('that is cut off counts as unreadable', async () => {
    await using run = await opened(strict);
    run.client.socket.end(city.subarray(0, -1));
    await run.client.closed();
    await run.world.audit.whenOutcomes(1);
    expect(run.site.received).toEqual(['']);
    expect(run.world.audit.decisions()[1]).toMatchObject({
      rule: 'intercept.sniMismatch/unreadable',
    });
  });

  test.each([
    ['of another host', anyhow, other, 'other'],
    ['with two names', anyhow, malformed, 'unreadable'],
    ['without a name', strict, nameless, 'absent'],
  ])(
    '%s goes on once it is on record, where that is all: %s',
    async (_, intercept, bytes, rule) => {
      await using run = await opened(intercept);
      run.world.audit.state = 'waiting';
      run.client.socket.end(bytes);
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
      expect(run.site.received).toEqual(['']);
      run.world.audit.release();
      await run.client.closed();
      await run.world.audit.whenOutcomes(1);
      expect(run.site.received).toEqual([bytes.toString('latin1')]);
      expect(run.world.audit.decisions()[1]).toMatchObject({
        action: 'allow',
        reason: 'host-mismatch',
        rule: `intercept.sniMismatch/${rule}`,
        handling: 'tunnel',
      });
      expect(run.world.audit.outcomes()).toMatchObject([{ end: 'closed' }]);
    },
  );

  test('ends where it cannot be recorded', async () => {
    await using run = await opened(anyhow);
    run.world.audit.state = 'disk-full';
    run.client.send(other);
    await run.client.closed();
    expect(run.site.received).toEqual(['']);
  });

  test('is not waited for where the server speaks first', async () => {
    await using site = await startRecordingServer((socket) => socket.write('220 welcome'));
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(connectTo(`city.localhost:${site.port}`));
    await client.until('220 welcome');
  });

  test('may come behind the CONNECT at once', async () => {
    await using site = await startEchoServer();
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(Buffer.concat([Buffer.from(connectTo(`city.localhost:${site.port}`)), other]));
    await client.closed();
    await world.audit.whenOutcomes(1);
    expect(site.received.join('')).toBe('');
    expect(world.audit.outcomes()).toMatchObject([{ end: 'host-mismatch' }]);
  });
});

describe('a name in an opened tunnel', () => {
  test.each([
    ['of another host is refused at each request', 'block', 421, ['request block']],
    [
      'of another host goes on where that is recorded',
      'record',
      404,
      ['connect allow', 'request allow'],
    ],
  ])('%s', async (_, sniMismatch, status, lines) => {
    await using sites = await openSiteAuthority();
    const server = secureServer(sites, 'city.localhost');
    server.on('request', (_req, res) => void res.writeHead(404).end());
    await using site = await listenSecurely(server);
    const intercept = `{ default: true, sniMismatch: ${sniMismatch} }`;
    await using world = await startTestGateway(testPolicy({ open: [site.port], intercept }), {
      trust: [sites.caPem],
    });
    const authority = `city.localhost:${site.port}`;
    const { client, socket } = await openInside(world, authority, 'other.example');
    client.send(`GET / HTTP/1.1\r\nHost: ${authority}\r\nConnection: close\r\n\r\n`);
    expect(await client.closed()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    socket.destroy();
    const made = world.audit.decisions();
    expect(made.map(({ act, action }) => `${act} ${action}`)).toEqual(lines);
    expect(made[0]).toMatchObject({ reason: 'host-mismatch' });
    if (sniMismatch === 'record') {
      expect(made[0]).toMatchObject({ destination: { host: 'other.example' } });
    }
  });
});
