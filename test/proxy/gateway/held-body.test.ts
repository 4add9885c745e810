import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createByteBudget } from '../../../proxy/gateway/byte-budget.ts';
import { carriesBody, type HeldBody, holdBody } from '../../../proxy/gateway/held-body.ts';

/**
 * What is held of a body that arrives in pieces, and what its stream then gives.
 * @param lateMs asked for so long after the header block: by then all of it may have come
 */
async function hold(
  pieces: readonly string[],
  most: number,
  room: number,
  announced = false,
  lateMs = 0,
) {
  const budget = createByteBudget(room, 100);
  // Somebody else holds something, and goes on holding it.
  budget.take(1);
  const server = http.createServer();
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const seen = new Promise<{ held: HeldBody; streamed: string | null; whileHeld: number }>(
    (resolve) => {
      server.on('request', async (req: IncomingMessage, res) => {
        if (lateMs > 0) await setTimeout(lateMs);
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

  test.each([
    ['chunks', false, 500_000, 'held'],
    ['a length', true, 5000, 'held'],
    ['chunks without room', false, 500, 'not-held'],
  ])('reads what has come whole before it was asked for: %s', async (_, announced, room, state) => {
    const { held, streamed, after } = await hold(['d'.repeat(1000)], 5000, room, announced, 50);
    expect(held).toMatchObject({ state });
    expect(streamed).toBe('d'.repeat(1000));
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
