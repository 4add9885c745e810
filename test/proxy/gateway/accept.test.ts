import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type AcceptOptions, awaitRequest } from '../../../proxy/gateway/accept.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';

async function startAccepting(options: Partial<AcceptOptions> = {}) {
  const seen: string[] = [];
  const server = await startRecordingServer((socket) => {
    socket.removeAllListeners('data');
    awaitRequest(socket, {
      headerMs: 5_000,
      silentMs: 5_000,
      onConnect: (person, reading) => {
        seen.push(reading.state === 'request' ? reading.request.destination.host : reading.state);
        person.end('connect');
      },
      onOther: (person: Socket) => {
        person.once('data', (chunk) => {
          seen.push(String(chunk));
          person.end('other');
        });
        person.resume();
      },
      ...options,
    });
  });
  return { seen, port: server.port, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe('the first bytes decide', () => {
  test.each([
    ['CONNECT goes to our own reader', ['CONNECT a.example:443 HTTP/1.1\r\n\r\n'], ['a.example']],
    ['also in pieces', ['CON', 'NECT a.exa', 'mple:443 HTTP/1.1\r\n', '\r\n'], ['a.example']],
    ['also where it names no destination', ['CONNECT a..b:443 HTTP/1.1\r\n\r\n'], ['malformed']],
    ['everything else is put back whole', ['GET / HTTP/1.1\r\n\r\n'], ['GET / HTTP/1.1\r\n\r\n']],
    ['also what begins like it', ['CONNEXION'], ['CONNEXION']],
    [
      'also in lower case',
      ['connect a.example:443 HTTP/1.1\r\n\r\n'],
      ['connect a.example:443 HTTP/1.1\r\n\r\n'],
    ],
  ])('%s', async (_, pieces, expected) => {
    await using accepting = await startAccepting();
    using client = await openRawClient(accepting.port);
    client.socket.setNoDelay(true);
    for (const piece of pieces) {
      client.send(piece);
      await new Promise(setImmediate);
    }
    await client.until(
      expected[0]?.includes(' ') || expected[0] === 'CONNEXION' ? 'other' : 'connect',
    );
    expect(accepting.seen).toEqual(expected);
  });
});

test.each([
  [
    'a header block that does not end in time',
    'CONNECT a.example:443 HTTP/1.1\r\n',
    { headerMs: 20 },
    408,
  ],
  [
    'a header block that is too large',
    `CONNECT a.example:443 HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`,
    {},
    431,
  ],
  ['a malformed one', 'CONNECT a.example:443\n\n', {}, 400],
])('%s is refused', async (_, text, options, status) => {
  await using accepting = await startAccepting(options);
  using client = await openRawClient(accepting.port);
  client.send(text);
  expect(await client.until('\r\n\r\n')).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(accepting.seen).toEqual([]);
});

test('whoever says nothing is hung up on without a word', async () => {
  await using accepting = await startAccepting({ silentMs: 20 });
  using client = await openRawClient(accepting.port);
  expect(await client.closed()).toBe('');
});

test('whoever closes before asking is let go', async () => {
  await using accepting = await startAccepting();
  using client = await openRawClient(accepting.port);
  client.send('CONNECT a.');
  client.socket.end();
  expect(await client.closed()).toBe('');
});
