import type { ServerOptions } from 'node:https';
import { describe, expect, test } from 'vitest';
import { connectTo, parentPolicy, startBehind, unknownNames } from '../../support/behind-parent.ts';
import { startParent } from '../../support/parent-proxy.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startEchoServer, startRecordingServer } from '../../support/recording-server.ts';
import { openSiteAuthority } from '../../support/site-authority.ts';
import { proxyAuthorization, testPolicy } from '../../support/test-gateway.ts';

const word = ['of', 'the', 'parent'].join('-');
const theirs = `Basic ${Buffer.from(`yokote:${word}`).toString('base64')}`;

describe('a tunnel through the proxy above this one', () => {
  test('carries bytes both ways, and its line says that the address was not checked', async () => {
    await using site = await startEchoServer();
    await using parent = await startParent({ leads: { 'city.example:443': site.port } });
    await using world = await startBehind(parent.port);
    using client = await openRawClient(world.port);
    client.send(connectTo('city.example:443'));
    await client.until('200 Connection Established\r\n\r\n');
    client.send('hello');
    expect(await client.until('\r\n\r\nhello')).not.toMatch(/Via|cloud/i);
    client.socket.end();
    await world.audit.whenOutcomes(1);
    expect(parent.asked).toEqual(['CONNECT city.example:443']);
    expect(world.audit.decisions()).toMatchObject([
      { action: 'allow', handling: 'tunnel', address: 'unchecked' },
    ]);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'closed', status: 200 }]);
  });

  test('hands on what the destination says first, and what came behind the CONNECT', async () => {
    await using parent = await startParent({
      onConnect: (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n220 welcome\r\n');
        socket.on('data', (chunk: Buffer) => socket.write(`got ${chunk}`));
      },
    });
    await using world = await startBehind(parent.port);
    using client = await openRawClient(world.port);
    client.send(`${connectTo('mail.example:443')}early`);
    expect(await client.until('got early')).toContain('\r\n\r\n220 welcome\r\n');
  });

  test('gives the parent its own credential, and never the person’s', async () => {
    await using site = await startEchoServer();
    await using parent = await startParent({ leads: { 'city.example': site.port }, wants: theirs });
    await using world = await startBehind(
      parent.port,
      { user: 'yokote' },
      { upstreamPassword: (proxy, user) => (proxy.startsWith('http:') && user ? word : null) },
    );
    using client = await openRawClient(world.port);
    client.send(connectTo('city.example:443'));
    await client.until('200 Connection Established');
    const [request] = parent.requests;
    expect(request?.headers).toEqual({ host: 'city.example:443', 'proxy-authorization': theirs });
    const kept = JSON.stringify([world.audit.records, world.recent.latest('tanaka', 9)]);
    for (const secret of [word, theirs.slice(6), proxyAuthorization.slice(6)]) {
      expect(kept + client.received()).not.toContain(secret);
    }
  });

  test.each([
    ['is carried by https', true],
    ['is not where its certificate is not good', false],
  ])('%s', async (_, isTrusted) => {
    await using sites = await openSiteAuthority();
    await using site = await startEchoServer();
    const context = sites.authority.contextFor('cloud.localhost');
    const tls: ServerOptions = { SNICallback: (_name, give) => give(null, context) };
    await using parent = await startParent({ leads: { 'city.example': site.port }, tls });
    await using world = await startBehind(
      parent.port,
      { scheme: 'https', host: 'cloud.localhost' },
      {
        resolve: async (destination) =>
          destination.host === 'cloud.localhost' ? ['127.0.0.1'] : unknownNames(destination),
        trust: isTrusted ? [sites.caPem] : [],
      },
    );
    using client = await openRawClient(world.port);
    client.send(connectTo('city.example:443'));
    if (isTrusted) {
      await client.until('200 Connection Established\r\n\r\n');
      client.send('x'.repeat(300_000));
      await client.until('x'.repeat(300_000));
      return;
    }
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 502 /);
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'upstream-tls-failed' }]);
    expect(parent.asked).toEqual([]);
  });

  test('ends when the policy has another way', async () => {
    await using site = await startEchoServer();
    await using parent = await startParent({ leads: { 'city.example': site.port } });
    await using world = await startBehind(parent.port);
    using client = await openRawClient(world.port);
    client.send(connectTo('city.example:443'));
    await client.until('200 Connection Established');
    world.gateway.review();
    client.send('still');
    await client.until('still');
    world.setPolicy(testPolicy({}));
    world.gateway.review();
    await client.closed();
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'no-longer-allowed' }]);
  });

  test('is not asked for where an exception or loopback goes straight', async () => {
    await using site = await startEchoServer();
    await using parent = await startParent();
    await using world = await startBehind(
      parent.port,
      {
        except: ['straight.example'],
        open: [site.port],
        lists: `{ id: a, title: t, action: allow, owner: o, reason: r, entries: ["straight.example:${site.port}"] }`,
      },
      { resolve: async () => ['127.0.0.1'] },
    );
    for (const host of ['straight.example', 'city.localhost', '127.0.0.1']) {
      using client = await openRawClient(world.port);
      client.send(connectTo(`${host}:${site.port}`));
      await client.until('200 Connection Established');
    }
    expect(parent.connections()).toBe(0);
  });
});

describe('the zone guard in front of it', () => {
  test.each([
    ['an address in a closed zone', '10.0.0.1:443', []],
    ['a name that is known to lead into one', 'inside.example:443', ['10.0.0.1']],
    ['a name of which one address does', 'inside.example:443', ['192.0.2.1', '10.0.0.1']],
  ])('refuses %s', async (_, authority, addresses) => {
    await using parent = await startParent();
    await using world = await startBehind(
      parent.port,
      {},
      { resolve: async ({ host, kind }) => (kind === 'address' ? [host] : addresses) },
    );
    using client = await openRawClient(world.port);
    client.send(connectTo(authority));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 403 /);
    expect(world.audit.decisions()).toMatchObject([{ reason: 'zone-closed' }]);
    expect(parent.connections()).toBe(0);
  });

  test('exempts the proxy itself, and records what was checked', async () => {
    await using site = await startEchoServer();
    await using parent = await startParent({ leads: { 'city.example': site.port } });
    await using world = await startBehind(
      parent.port,
      {},
      { resolve: async ({ host, kind }) => (kind === 'address' ? [host] : ['192.0.2.7']) },
    );
    using client = await openRawClient(world.port);
    client.send(connectTo('city.example:443'));
    await client.until('200 Connection Established');
    expect(world.audit.decisions()).toMatchObject([{ address: '192.0.2.7' }]);
  });

  test('a gateway is never its own parent', async () => {
    await using world = await startBehind(9);
    world.setPolicy(parentPolicy(world.port));
    using client = await openRawClient(world.port);
    client.send(connectTo('city.example:443'));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 502 /);
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'upstream-unreachable' }]);
  });
});

describe('what the parent can do wrong is told apart:', () => {
  const answers: [string, string | null, string, number, number][] = [
    ['a 407', 'HTTP/1.1 407 x\r\n\r\n', 'upstream-credential-refused', 502, 407],
    ['a 403', 'HTTP/1.1 403 no\r\nContent-Length: 4\r\n\r\npage', 'upstream-refused', 502, 403],
    ['a redirect', 'HTTP/1.1 302 x\r\nLocation: /\r\n\r\n', 'upstream-refused', 502, 302],
    ['a 503', 'HTTP/1.1 503 x\r\n\r\n', 'upstream-destination-failed', 502, 503],
    ['half an answer', 'HTTP/1.1 200 Conn', 'upstream-failed', 502, 502],
    ['no HTTP', 'SSH-2.0-x\r\n', 'upstream-failed', 502, 502],
    ['chunks without a head', '5\r\nhello\r\n0\r\n\r\n', 'upstream-failed', 502, 502],
    ['no answer', null, 'upstream-timeout', 504, 504],
  ];
  test.each(answers)('%s', async (_, text, end, status, recorded) => {
    await using parent = await startParent({
      onConnect: (socket) => {
        if (text !== null) socket.end(text);
      },
    });
    const limits = { connectMs: text === null ? 100 : 60_000 };
    await using world = await startBehind(parent.port, {}, { limits });
    using client = await openRawClient(world.port);
    client.send(connectTo('city.example:443'));
    const answer = await client.closed();
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).not.toContain('page');
    await world.audit.whenOutcomes(1);
    const [decision] = world.audit.decisions();
    expect(decision).toMatchObject({ action: 'allow', handling: 'tunnel' });
    expect(world.audit.outcomes()).toMatchObject([{ id: decision?.id, end, status: recorded }]);
    expect(world.recent.latest('tanaka', 1)).toMatchObject([{ failure: end }]);
    expect(world.gateway.open).toMatchObject({ upstreams: 0, lentBuffers: 0 });
  });

  test.each([
    ['nobody listens', {}, 'upstream-unreachable'],
    ['its name is unknown', { host: 'cloud.example' }, 'upstream-not-found'],
  ])('%s', async (_, policy, end) => {
    const parent = await startRecordingServer();
    await parent[Symbol.asyncDispose]();
    await using world = await startBehind(parent.port, policy);
    using client = await openRawClient(world.port);
    client.send(connectTo('city.example:443'));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 502 /);
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end }]);
  });

  test('a terminal without the password asks for nothing', async () => {
    await using parent = await startParent();
    await using world = await startBehind(parent.port, { user: 'yokote' });
    using client = await openRawClient(world.port);
    client.send(connectTo('city.example:443'));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 502 /);
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'upstream-credential-missing' }]);
    expect(parent.asked).toEqual([]);
  });
});
