/**
 * Tunnels opened and dropped in every way, in an order that a seed decides: afterwards no socket,
 * timer or buffer is left, and every decision has its outcome.
 */

import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { openRawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';
import { credentialLine, startTestGateway, testPolicy } from '../../support/test-gateway.ts';

const isSoak = Boolean(process.env.SEKISHO_SOAK);
const tunnels = isSoak ? 2_000 : 300;
const atOnce = 25;

/** mulberry32 */
function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Ports {
  readonly echo: number;
  readonly resets: number;
  readonly ends: number;
  readonly pours: number;
  readonly dead: number;
}

/** How a tunnel comes to its end. Each resolves when its own side is closed. */
const ways: Record<string, (gateway: number, ports: Ports) => Promise<void>> = {
  'the person closes in order': async (gateway, { echo }) => {
    using client = await open(gateway, echo);
    await client.until('Established\r\n\r\n');
    client.send('hello');
    await client.until('hello');
    client.socket.end();
    await client.closed();
  },
  'the person resets': async (gateway, { echo }) => {
    using client = await open(gateway, echo);
    await client.until('Established\r\n\r\n');
    client.socket.resetAndDestroy();
  },
  'the person resets in the middle of a download': async (gateway, { pours }) => {
    using client = await open(gateway, pours);
    await client.until('Established\r\n\r\n');
    client.socket.resetAndDestroy();
  },
  'the person stops reading and goes away': async (gateway, { pours }) => {
    using client = await open(gateway, pours);
    await client.until('Established\r\n\r\n');
    client.socket.pause();
    await new Promise(setImmediate);
    client.socket.destroy();
  },
  'the person half-closes and is still answered': async (gateway, { echo }) => {
    using client = await open(gateway, echo);
    await client.until('Established\r\n\r\n');
    client.send('last words');
    client.socket.end();
    expect(await client.closed()).toContain('last words');
  },
  'the person goes before the answer': async (gateway, { echo }) => {
    using client = await open(gateway, echo);
    client.socket.destroy();
  },
  'the person resets before the header block is whole': async (gateway) => {
    using client = await openRawClient(gateway);
    client.send('CONNECT city.loc');
    client.socket.resetAndDestroy();
  },
  'the person connects and says nothing': async (gateway) => {
    using client = await openRawClient(gateway);
    client.socket.end();
    await client.closed();
  },
  'the destination resets': async (gateway, { resets }) => {
    using client = await open(gateway, resets);
    await client.closed();
  },
  'the destination resets in the middle of an upload': async (gateway, { resets }) => {
    using client = await open(gateway, resets);
    client.socket.write(Buffer.alloc(500_000));
    await client.closed();
  },
  'the destination ends first': async (gateway, { ends }) => {
    using client = await open(gateway, ends);
    await client.until('bye');
    client.socket.end();
    await client.closed();
  },
  'the destination refuses': async (gateway, { dead }) => {
    using client = await open(gateway, dead);
    expect(await client.closed()).toContain('502 Bad Gateway');
  },
};

async function open(gateway: number, port: number) {
  const client = await openRawClient(gateway);
  client.send(`CONNECT city.localhost:${port} HTTP/1.1\r\n${credentialLine}\r\n`);
  return client;
}

async function deadPort(): Promise<number> {
  const server: Server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

const resources = () => {
  const counts: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) counts[name] = (counts[name] ?? 0) + 1;
  return { sockets: counts.TCPSocketWrap ?? 0, timers: counts.Timeout ?? 0 };
};

async function settled(isSettled: () => boolean): Promise<void> {
  const until = performance.now() + 10_000;
  while (!isSettled() && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

test(`${tunnels} tunnels dropped in every way leave nothing behind`, async () => {
  const before = resources();
  const random = seeded(20261123);
  await using echo = await startRecordingServer((socket) => {
    socket.on('data', (chunk: Buffer) => socket.write(chunk));
    socket.on('end', () => socket.end());
  });
  const after = (act: (socket: Socket) => void) =>
    startRecordingServer((socket) => void setImmediate(() => act(socket)));
  await using resets = await after((socket) => socket.resetAndDestroy());
  await using ends = await after((socket) => socket.end('bye'));
  await using pours = await after((socket) => {
    const pour = () => {
      while (!socket.destroyed && socket.write(Buffer.alloc(262_144)));
    };
    socket.on('drain', pour);
    socket.on('end', () => socket.destroy());
    pour();
  });
  const dead = await deadPort();
  const ports = { echo: echo.port, resets: resets.port, ends: ends.port, pours: pours.port, dead };
  const servers = resources();
  {
    await using world = await startTestGateway(testPolicy({ open: Object.values(ports) }));
    const names = Object.keys(ways);
    for (let done = 0; done < tunnels; done += atOnce) {
      const batch = Array.from({ length: Math.min(atOnce, tunnels - done) }, () => {
        const name = names[Math.floor(random() * names.length)] as string;
        return ways[name]?.(world.port, ports);
      });
      await Promise.all(batch);
    }
    await settled(() => world.gateway.open.persons === 0 && world.gateway.open.upstreams === 0);
    expect(world.gateway.open).toEqual({ persons: 0, upstreams: 0, lentBuffers: 0, heldBytes: 0 });
    const decided = world.audit.decisions().map(({ id }) => id);
    await world.audit.whenOutcomes(decided.length);
    expect(
      world.audit
        .outcomes()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(decided.sort());
    // It still works.
    using client = await open(world.port, echo.port);
    await client.until('Established\r\n\r\n');
  }
  await settled(
    () => resources().sockets <= servers.sockets && resources().timers <= before.timers,
  );
  const { sockets, timers } = resources();
  expect({ sockets, timers }).toEqual({
    sockets: servers.sockets,
    timers: Math.min(timers, before.timers),
  });
});
