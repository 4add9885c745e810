import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type TappedAnswer, tapAnswer } from '../../../proxy/gateway/answer-tap.ts';

/** What the tap kept, and what whoever reads the answer got. */
async function tap(answer: (res: ServerResponse) => void, most = 1000) {
  const server = http.createServer((_, res) => answer(res));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const received = await new Promise<IncomingMessage>((resolve) =>
    http.get({ port, host: '127.0.0.1', agent: false }, resolve),
  );
  const tapped: Promise<TappedAnswer> = tapAnswer(received, most);
  const read = await buffer(received).catch(() => null);
  const seen = await tapped;
  server.closeAllConnections();
  server.close();
  return { seen, read };
}

const text = 'ゆき'.repeat(20);
const encodedAs = (encoding: string, bytes: Uint8Array) => (res: ServerResponse) =>
  res.setHeader('content-encoding', encoding).end(bytes);

describe('tapAnswer', () => {
  test.each<[string, (res: ServerResponse) => void, string | null]>([
    ['plain', (res) => res.end(text), text],
    ['gzip', encodedAs('gzip', gzipSync(text)), text],
    ['br', encodedAs('br', brotliCompressSync(text)), text],
    ['deflate', encodedAs('deflate', deflateSync(text)), text],
    ['zstd', encodedAs('zstd', zstdCompressSync(text)), text],
    ['empty', (res) => res.end(), ''],
    ['an encoding that is not known', encodedAs('constructor', Buffer.from(text)), null],
    ['what is not what it says', encodedAs('gzip', Buffer.from(text)), null],
    ['too long', (res) => res.end('a'.repeat(1001)), null],
    ['too long when it is decoded', encodedAs('gzip', gzipSync('a'.repeat(1001))), null],
    [
      'cut off',
      (res) => res.writeHead(200, { 'content-length': 10 }).write('abc', () => res.destroy()),
      null,
    ],
  ])('%s', async (_, answer, expected) => {
    const { seen } = await tap(answer);
    expect(seen.body === null ? null : seen.body.toString()).toBe(expected);
  });

  test('changes nothing for whoever reads it', async () => {
    const bytes = gzipSync(text);
    const { seen, read } = await tap((res) => {
      res.writeHead(201, { 'content-encoding': 'gzip', location: '/x' }).end(bytes);
    });
    expect(read?.equals(bytes)).toBe(true);
    expect(seen).toMatchObject({ status: 201, headers: { location: '/x' } });
  });
});
