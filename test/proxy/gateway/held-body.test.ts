import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { createByteBudget } from '../../../proxy/gateway/byte-budget.ts';
import { carriesBody, type HeldBody, holdBody } from '../../../proxy/gateway/held-body.ts';

/** What is held of a body that arrives in pieces, and what its stream then gives. */
async function hold(pieces: readonly string[], most: number, room: number, announced = false) {
  const budget = createByteBudget(room, 100);
  // Somebody else holds something, and goes on holding it.
  budget.take(1);
  const server = http.createServer();
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const seen = new Promise<{ held: HeldBody; streamed: string | null; whileHeld: number }>(
    (resolve) => {
      server.on('request', async (req: IncomingMessage, res) => {
        const held = await holdBody(req, { most, budget });
        const whileHeld = budget.held - 1;
        const streamed = held.state === 'gone' ? null : (await buffer(held.stream())).toString();
        if (held.state !== 'gone') held.release();
        res.end();
        resolve({ held, streamed, whileHeld });
      });
    },
  );
  const { port } = server.address() as AddressInfo;
  const length = pieces.join('').length;
  const headers = announced ? { 'content-length': length } : {};
  const asked = http.request({ port, host: '127.0.0.1', method: 'POST', headers, agent: false });
  asked.on('error', () => {});
  for (const piece of pieces) asked.write(piece);
  asked.end();
  const result = await seen;
  server.closeAllConnections();
  server.close();
  return { ...result, after: budget.held - 1 };
}

describe('holdBody', () => {
  const pieces = ['a'.repeat(1000), 'b'.repeat(1000), 'c'.repeat(1000)];
  test.each([
    ['holds a body with its length', 5000, 5000, true, { state: 'held' }],
    ['holds chunks', 5000, 500_000, false, { state: 'held' }],
    [
      'reads nothing of what announces too much',
      2999,
      5000,
      true,
      { state: 'not-held', why: 'too-large', length: 3000 },
    ],
    [
      'stops at chunks that become too many',
      1500,
      5000,
      false,
      { state: 'not-held', why: 'too-large' },
    ],
    ['stops where there is no room', 5000, 1500, false, { state: 'not-held', why: 'busy' }],
    [
      'reads nothing where there is no room',
      5000,
      1500,
      true,
      { state: 'not-held', why: 'busy', length: 3000 },
    ],
  ])('%s, and streams every byte', async (_, most, room, announced, expected) => {
    const { held, streamed, whileHeld, after } = await hold(pieces, most, room, announced);
    expect(held).toMatchObject(expected);
    expect(streamed).toBe(pieces.join(''));
    if (held.state === 'held') expect(whileHeld).toBeGreaterThanOrEqual(3000);
    expect(after).toBe(0);
  });
});

test.each<[string, Record<string, string>, boolean]>([
  ['a length', { 'content-length': '3' }, true],
  ['a length of nothing', { 'content-length': '0' }, false],
  ['chunks', { 'transfer-encoding': 'chunked' }, true],
  ['neither', {}, false],
])('whether a body comes: %s', (_, headers, carries) => {
  expect(carriesBody({ headers } as IncomingMessage)).toBe(carries);
});
