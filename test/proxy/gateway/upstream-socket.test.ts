import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createReadBuffers, largeBytes, smallBytes } from '../../../proxy/gateway/read-buffers.ts';
import { connectUpstream } from '../../../proxy/gateway/upstream-socket.ts';
import { startRecordingServer } from '../../support/recording-server.ts';

const connecting = () => ({
  buffers: createReadBuffers(),
  timeoutMs: 60_000,
  sockets: new Set<Socket>(),
});

test('tries one address after the other and says which', async () => {
  await using site = await startRecordingServer();
  const options = connecting();
  const upstream = await connectUpstream(['127.0.0.9', '127.0.0.1'], site.port, options);
  expect(upstream.address).toBe('127.0.0.1');
  expect(options.sockets.size).toBe(1);
  upstream.socket.destroy();
});

test('rejects with the last error, and keeps no socket', async () => {
  const site = await startRecordingServer();
  await site[Symbol.asyncDispose]();
  const options = connecting();
  await expect(connectUpstream(['127.0.0.1'], site.port, options)).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
  while (options.sockets.size > 0) await new Promise(setImmediate);
});

test('is ended by whoever stops the gateway while it connects', async () => {
  const options = connecting();
  const waiting = connectUpstream(['127.0.0.1'], 9, options);
  for (const socket of options.sockets) socket.destroy();
  await expect(waiting).rejects.toHaveProperty('code');
});

test('reads nothing before it is started, keeps every byte, and borrows a large buffer while bytes pour', async () => {
  const all = Buffer.alloc(3_000_000, 'sekisho ');
  await using site = await startRecordingServer((socket) => socket.end(all));
  const options = connecting();
  const upstream = await connectUpstream(['127.0.0.1'], site.port, options);
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
  expect(upstream.socket.bytesRead).toBe(0);
  const received: Buffer[] = [];
  const sizes = new Set<number>();
  let lent = 0;
  const ended = new Promise((resolve) => upstream.socket.once('end', resolve));
  upstream.start((chunk) => {
    received.push(Buffer.from(chunk));
    sizes.add(chunk.length);
    lent = Math.max(lent, options.buffers.lent);
    // Not free at once: reading must stop until it is.
    setImmediate(() => upstream.freed());
    return received.length % 2 === 0;
  });
  await ended;
  expect(Buffer.concat(received).equals(all)).toBe(true);
  expect(Math.max(...sizes)).toBeGreaterThan(smallBytes);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(largeBytes);
  expect(lent).toBe(1);
  upstream.socket.destroy();
  upstream.release();
  expect(options.buffers.lent).toBe(0);
});
