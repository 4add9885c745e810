import { connect as connectTcp } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openRawClient } from '../../support/raw-client.ts';
import { startEchoServer, startRecordingServer } from '../../support/recording-server.ts';
import { credentialLine, startTestGateway, testPolicy } from '../../support/test-gateway.ts';

const connectTo = (authority: string, lines = credentialLine) =>
  `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${lines}\r\n`;

describe('a tunnel', () => {
  test('carries bytes both ways unread and leaves one decision and one outcome', async () => {
    await using site = await startEchoServer();
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(connectTo(`city.localhost:${site.port}`));
    await client.until('200 Connection Established\r\n\r\n');
    client.send('こんにちは');
    await client.until('\r\n\r\nS');
    client.socket.end();
    await client.closed();
    await world.audit.whenOutcomes(1);
    const [decision, ...more] = world.audit.decisions();
    expect(more).toEqual([]);
    expect(decision).toMatchObject({
      act: 'connect',
      action: 'allow',
      reason: 'default',
      handling: 'tunnel',
      address: '127.0.0.1',
      method: 'CONNECT',
      who: { user: 'tanaka', unit: '総務企画部', identity: 'declared' },
      destination: { scheme: 'https', host: 'city.localhost', port: site.port, path: null },
      revision: 7,
    });
    expect(world.audit.outcomes()).toMatchObject([
      { id: decision?.id, end: 'closed', status: 200, bytesUp: 5, bytesDown: 5 },
    ]);
    expect(world.recent.latest('tanaka', 5)).toMatchObject([
      { id: decision?.id, url: `https://city.localhost:${site.port}/`, source: 'proxy' },
    ]);
  });

  test.each([
    ['a destination that takes all at once', 0],
    ['a destination that now and then takes nothing for a while', 64],
  ])('keeps every byte of a long upload to %s', async (_, pauseEvery) => {
    const all = Buffer.alloc(4_000_000, 'sekisho every byte ');
    const taken: Buffer[] = [];
    await using site = await startRecordingServer((socket) => {
      socket.on('end', () => socket.end());
      socket.on('data', (chunk) => {
        taken.push(Buffer.from(chunk));
        if (pauseEvery === 0 || taken.length % pauseEvery !== 0) return;
        socket.pause();
        setTimeout(() => socket.resume(), 5);
      });
    });
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(connectTo(`city.localhost:${site.port}`));
    await client.until('200 Connection Established\r\n\r\n');
    client.socket.end(all);
    await world.audit.whenOutcomes(1);
    expect(Buffer.concat(taken).equals(all)).toBe(true);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'closed', bytesUp: all.length }]);
  });

  test('hands on what came behind the CONNECT', async () => {
    await using site = await startEchoServer();
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(`${connectTo(`127.0.0.1:${site.port}`)}early`);
    expect(await client.until('\r\n\r\nearly')).toContain('200');
  });

  test('carries nothing before the decision line is durable', async () => {
    await using site = await startRecordingServer((socket) => socket.write('welcome'));
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    world.audit.state = 'waiting';
    using client = await openRawClient(world.port);
    client.send(`${connectTo(`127.0.0.1:${site.port}`)}early`);
    while (site.received.length === 0) await new Promise(setImmediate);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    expect(site.received).toEqual(['']);
    expect(client.received()).toBe('');
    world.audit.release();
    await client.until('welcome');
  });

  test('is refused where the decision cannot be recorded', async () => {
    await using site = await startRecordingServer();
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    world.audit.state = 'disk-full';
    using client = await openRawClient(world.port);
    client.send(`${connectTo(`127.0.0.1:${site.port}`)}early`);
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 503 /);
    expect(site.received.join('')).toBe('');
    expect(world.recent.latest('tanaka', 1)).toMatchObject([{ reason: 'not-recorded' }]);
  });
});

describe('without a credential', () => {
  test('CONNECT is answered with 407, and the same connection may try again', async () => {
    await using site = await startEchoServer();
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(connectTo(`city.localhost:${site.port}`, ''));
    const first = await client.until('enrolled browser.\n');
    expect(first).toMatch(/^HTTP\/1\.1 407 /);
    expect(first).toContain('Proxy-Authenticate: Basic realm="Sekisho", charset="UTF-8"');
    client.send(connectTo(`city.localhost:${site.port}`));
    await client.until('200 Connection Established');
    expect(world.audit.decisions()).toHaveLength(1);
  });

  test('programs reach what the policy names, and nothing else', async () => {
    await using site = await startEchoServer();
    await using world = await startTestGateway(
      testPolicy({ open: [site.port], withoutCredential: ['update.localhost'] }),
    );
    using update = await openRawClient(world.port);
    update.send(connectTo(`update.localhost:${site.port}`, ''));
    await update.until('200 Connection Established');
    using other = await openRawClient(world.port);
    other.send(connectTo(`city.localhost:${site.port}`, 'Connection: close\r\n'));
    expect(await other.closed()).toMatch(/^HTTP\/1\.1 407 /);
    expect(world.audit.decisions()).toMatchObject([
      { reason: 'without-credential', who: { user: null, identity: 'none' } },
    ]);
  });
});

describe('is refused with 403, a reference and a record:', () => {
  const rows: [string, (port: number, own: number) => string, string][] = [
    ['an address in a closed zone', () => '10.0.0.1:443', 'zone-closed'],
    ['a loopback name whose port is not open', () => 'city.localhost:9', 'zone-closed'],
    ['a host that a list blocks', (port) => `blocked.localhost:${port}`, 'entry'],
    ["the gateway's own port", (_, own) => `127.0.0.1:${own}`, 'own-port'],
    [
      "the gateway's own port under another spelling",
      (_, own) => `[::ffff:7f00:1]:${own}`,
      'own-port',
    ],
  ];
  test.each(rows)('%s', async (_, authority, reason) => {
    await using site = await startRecordingServer();
    await using world = await startTestGateway(testPolicy({}));
    world.setPolicy(
      testPolicy({
        open: [site.port, world.port],
        lists: `{ id: bad, title: bad, action: block, owner: x, reason: x, entries: [blocked.localhost] }`,
      }),
    );
    using client = await openRawClient(world.port);
    client.send(connectTo(authority(site.port, world.port)));
    const answer = await client.closed();
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    const [decision] = world.audit.decisions();
    expect(decision).toMatchObject({ action: 'block', reason, handling: 'refuse' });
    expect(answer).toContain(`Sekisho-Decision: ${decision?.id}`);
    expect(answer).not.toContain(reason);
    expect(site.received).toEqual([]);
    expect(world.audit.outcomes()).toEqual([]);
  });

  test('everything, without a policy', async () => {
    await using world = await startTestGateway({ state: 'none' });
    using client = await openRawClient(world.port);
    client.send(connectTo('city.localhost:443'));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 403 /);
    expect(world.audit.decisions()).toMatchObject([{ reason: 'no-policy', mode: null }]);
  });

  test('a name of which one address is closed', async () => {
    await using world = await startTestGateway(testPolicy({}), {
      resolve: async () => ['192.0.2.1', '10.1.1.1'],
    });
    using client = await openRawClient(world.port);
    client.send(connectTo('rebind.example:443'));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 403 /);
    expect(world.audit.decisions()).toMatchObject([{ reason: 'zone-closed' }]);
  });

  test('a warning that nobody has acknowledged', async () => {
    await using world = await startTestGateway(testPolicy({ default: 'warn' }));
    using client = await openRawClient(world.port);
    client.send(connectTo('warn.example:443'));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 403 /);
    expect(world.audit.decisions()).toMatchObject([{ action: 'warn', handling: 'refuse' }]);
  });
});

test('an acknowledged warning is let through', async () => {
  await using site = await startEchoServer();
  await using world = await startTestGateway(testPolicy({ default: 'warn', open: [site.port] }), {
    acknowledged: (user, { host }) => user === 'tanaka' && host === 'warn.localhost',
  });
  using client = await openRawClient(world.port);
  client.send(connectTo(`warn.localhost:${site.port}`));
  await client.until('200');
  expect(world.audit.decisions()).toMatchObject([{ action: 'warn', handling: 'tunnel' }]);
  expect(world.recent.latest('tanaka', 1)).toMatchObject([{ action: 'warn', acknowledged: true }]);
});

test('a bug in the decision is a block', async () => {
  await using world = await startTestGateway(testPolicy({}), {
    policy: () => {
      throw new Error('bug');
    },
  });
  using client = await openRawClient(world.port);
  client.send(connectTo('city.example:443'));
  expect(await client.closed()).toMatch(/^HTTP\/1\.1 500 /);
  expect(world.audit.decisions()).toMatchObject([{ action: 'block', reason: 'internal-error' }]);
});

test('an authority that is no destination is refused as malformed', async () => {
  await using world = await startTestGateway(testPolicy({}));
  using client = await openRawClient(world.port);
  client.send('CONNECT a..b:443 HTTP/1.1\r\n\r\n');
  expect(await client.closed()).toMatch(/^HTTP\/1\.1 400 /);
  expect(world.audit.decisions()).toMatchObject([{ reason: 'malformed', destination: null }]);
});

describe('failures', () => {
  test('a name that does not exist', async () => {
    await using world = await startTestGateway(testPolicy({}), {
      resolve: async () => {
        throw Object.assign(new Error('x'), { code: 'ENOTFOUND' });
      },
    });
    using client = await openRawClient(world.port);
    client.send(connectTo('nowhere.example:443'));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 502 /);
    const [decision] = world.audit.decisions();
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([
      { id: decision?.id, end: 'destination-not-found', status: 502 },
    ]);
  });

  test('a port where nobody listens', async () => {
    const site = await startRecordingServer();
    await site[Symbol.asyncDispose]();
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(connectTo(`127.0.0.1:${site.port}`));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 502 /);
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'destination-refused' }]);
  });

  test('the second address is tried, and the record names it', async () => {
    await using site = await startEchoServer();
    await using world = await startTestGateway(testPolicy({ open: [site.port] }), {
      resolve: async () => ['127.0.0.9', '127.0.0.1'],
    });
    const lists = `{ id: a, title: a, action: allow, owner: a, reason: a, entries: ["two.example:${site.port}"] }`;
    const state = testPolicy({ lists });
    if (state.state !== 'fresh') throw new Error('fresh');
    world.setPolicy({
      ...state,
      compiled: { ...state.compiled, zones: { closed: [], closedTexts: [], open: new Set() } },
    });
    using client = await openRawClient(world.port);
    client.send(connectTo(`two.example:${site.port}`));
    await client.until('200');
    expect(world.audit.decisions()).toMatchObject([{ address: '127.0.0.1' }]);
  });
});

test('a person that resets while the gateway connects leaves nothing open', async () => {
  await using site = await startRecordingServer();
  await using world = await startTestGateway(testPolicy({ open: [site.port] }));
  world.audit.state = 'waiting';
  const socket = connectTcp(world.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(connectTo(`127.0.0.1:${site.port}`));
  while (site.received.length === 0) await new Promise(setImmediate);
  socket.resetAndDestroy();
  world.audit.release();
  await world.audit.whenOutcomes(1);
  expect(world.gateway.open).toMatchObject({ persons: 0, upstreams: 0 });
});
