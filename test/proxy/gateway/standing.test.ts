import { expect, test } from 'vitest';
import type { Credential } from '../../../proxy/gateway/barrier.ts';
import { get, startSite } from '../../support/plain-site.ts';
import { openRawClient } from '../../support/raw-client.ts';
import {
  credentialLine,
  proxyAuthorization,
  startTestGateway,
  type TestPolicy,
  testPolicy,
} from '../../support/test-gateway.ts';

/** A gateway whose person can be switched, or taken away, while connections are open. */
async function startWorld(policy: TestPolicy) {
  const tanaka: Credential = { user: 'tanaka', unit: null, enrolment: 'e' };
  const acting: { now: Credential | null } = { now: tanaka };
  const world = await startTestGateway(testPolicy(policy), {
    credentials: {
      check: (field) => (field === proxyAuthorization ? acting.now : null),
      current: () => acting.now,
    },
  });
  return Object.assign(world, { acting });
}

type World = Awaited<ReturnType<typeof startWorld>>;

const changes: [string, TestPolicy, (world: World, port: number) => void, boolean][] = [
  ['stays where nothing changed', {}, () => {}, true],
  [
    'stays where another policy allows it too',
    {},
    (world, port) => world.setPolicy(testPolicy({ open: [port], lists: '' })),
    true,
  ],
  [
    'ends where the destination is blocked now',
    {},
    (world, port) => world.setPolicy(testPolicy({ open: [port], default: 'block' })),
    false,
  ],
  ['ends where the address is closed now', {}, (world) => world.setPolicy(testPolicy({})), false],
  ['ends without a policy', {}, (world) => world.setPolicy({ state: 'none' }), false],
  [
    'ends where it would be opened now',
    {},
    (world, port) => world.setPolicy(testPolicy({ open: [port], intercept: '{ default: true }' })),
    false,
  ],
  [
    'ends when somebody else acts in the browser',
    {},
    ({ acting }) => {
      acting.now = { user: 'suzuki', unit: null, enrolment: 'e' };
    },
    false,
  ],
  [
    'ends when the browser is enrolled no more',
    {},
    ({ acting }) => {
      acting.now = null;
    },
    false,
  ],
];

test.each(changes)('a tunnel %s', async (_, policy, change, stays) => {
  await using site = await startSite((_request, response) => response.end('hello'));
  await using world = await startWorld({ ...policy, open: [site.port] });
  using client = await openRawClient(world.port);
  client.send(`CONNECT city.localhost:${site.port} HTTP/1.1\r\n${credentialLine}\r\n`);
  await client.until('\r\n\r\n');
  change(world, site.port);
  world.gateway.review();
  if (stays) {
    client.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await client.until('hello');
    return;
  }
  await client.closed();
  await world.audit.whenOutcomes(1);
  expect(world.audit.outcomes()).toMatchObject([{ end: 'no-longer-allowed' }]);
});

test('an upgraded connection ends as a tunnel does', async () => {
  await using site = await startSite(() => {});
  site.server.on('upgrade', (_request, socket) => {
    socket.on('error', () => {}).on('end', () => socket.end());
    socket.resume();
    const fields = 'Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${fields}`);
  });
  await using world = await startWorld({ open: [site.port] });
  using client = await openRawClient(world.port);
  client.send(get(site.port, '/', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'));
  expect(await client.until('\r\n\r\n')).toMatch(/ 101 /);
  world.gateway.review();
  world.setPolicy(testPolicy({ open: [site.port], default: 'block' }));
  world.gateway.review();
  await client.closed();
  await world.audit.whenOutcomes(1);
});

test('a tunnel of a program without credential ends only where it may not go any more', async () => {
  await using site = await startSite((_request, response) => response.end('hello'));
  const policy = {
    open: [site.port],
    default: 'block',
    withoutCredential: ['city.localhost'],
  } as const;
  await using world = await startWorld(policy);
  using client = await openRawClient(world.port);
  client.send(`CONNECT city.localhost:${site.port} HTTP/1.1\r\n\r\n`);
  await client.until('\r\n\r\n');
  world.acting.now = null;
  world.gateway.review();
  client.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await client.until('hello');
  world.setPolicy(testPolicy({ ...policy, withoutCredential: [] }));
  world.gateway.review();
  await client.closed();
});

test('each request in an opened tunnel is of whoever acts then; of nobody it is dropped', async () => {
  await using site = await startSite((_request, response) => response.end('hello'));
  await using world = await startWorld({ open: [site.port], intercept: '{ default: true }' });
  const inside = `GET / HTTP/1.1\r\nHost: city.localhost:${site.port}\r\n\r\n`;
  using client = await openRawClient(world.port);
  client.send(`CONNECT city.localhost:${site.port} HTTP/1.1\r\n${credentialLine}\r\n`);
  await client.until('\r\n\r\n');
  client.send(inside);
  await client.until('hello');
  world.acting.now = { user: 'suzuki', unit: null, enrolment: 'e' };
  client.send(inside);
  await world.audit.whenOutcomes(2);
  expect(world.audit.decisions().map(({ who }) => who.user)).toEqual(['tanaka', 'suzuki']);
  world.acting.now = null;
  client.send(inside);
  await client.closed();
  expect(world.audit.decisions()).toHaveLength(2);
  expect(site.requests).toHaveLength(2);
});
