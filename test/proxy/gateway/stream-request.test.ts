import { once } from 'node:events';
import http2, { type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { readStreamRequest } from '../../../proxy/gateway/stream-request.ts';

/** What a stream of a client becomes. */
async function read(headers: Record<string, string>, body?: string) {
  const server = http2.createServer();
  const came = new Promise<ReturnType<typeof readStreamRequest>>((resolve) =>
    server.on('stream', (stream: ServerHttp2Stream, fields, _flags, raw: unknown) => {
      stream.on('error', () => {});
      resolve(readStreamRequest(stream, fields as never, raw as string[]));
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const session = http2.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const all = { ':path': '/a?b', ':scheme': 'https', ':authority': 'city.example', ...headers };
  const stream = session.request(all, { endStream: body === undefined });
  stream.on('error', () => {});
  if (body !== undefined) stream.end(body);
  const result = await came;
  const text = result.ok ? await result.request.toArray().then(String, String) : null;
  session.destroy();
  server.close();
  return { result, text };
}

test('names its host, without pseudo-header fields', async () => {
  const { result, text } = await read({ accept: 'text/html' });
  expect(text).toBe('');
  expect(result).toMatchObject({
    ok: true,
    request: {
      method: 'GET',
      url: '/a?b',
      httpVersion: '2.0',
      headers: { host: 'city.example', accept: 'text/html' },
      complete: true,
    },
  });
  if (result.ok) expect(Object.keys(result.request.headers).toSorted()).toEqual(['accept', 'host']);
});

test('has chunks on its way further where its body has no length', async () => {
  const { result, text } = await read({ ':method': 'POST' }, 'body');
  expect(text).toBe('body');
  expect(result).toMatchObject({
    request: { headers: { 'transfer-encoding': 'chunked' }, complete: true },
  });
});

test('keeps the length that it has', async () => {
  const { result } = await read({ ':method': 'POST', 'content-length': '4' }, 'body');
  if (!result.ok) throw new Error(result.problem);
  expect(result.request.headers).toMatchObject({ 'content-length': '4' });
  expect(result.request.headers['transfer-encoding']).toBeUndefined();
});

test.each([
  ['another scheme', { ':scheme': 'http' }],
  ['two hosts', { host: 'other.example' }],
  ['a field that looks like a length', { content_length: '1' }],
])('is refused with %s', async (_, headers) => {
  expect((await read(headers as Record<string, string>)).result).toEqual({
    ok: false,
    problem: 'ambiguous',
  });
});
