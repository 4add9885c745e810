import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { bodyLimit, parseBody, readBody } from '../../../proxy/link/read-body.ts';

/** What the server reads of a body that is sent in these pieces. */
async function read(pieces: readonly (string | Uint8Array)[], abort = false) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const asked = request({ port, host: '127.0.0.1', method: 'POST', agent: false });
  asked.on('error', () => {});
  const received = new Promise<IncomingMessage>((resolve) => server.once('request', resolve));
  for (const piece of pieces) asked.write(piece);
  if (!abort) asked.end();
  const incoming = await received;
  if (abort) asked.destroy();
  const body = await readBody(incoming);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return body;
}

test('reads a body in pieces up to the limit', async () => {
  expect(String(await read(['{"a"', ':1}']))).toBe('{"a":1}');
  expect(await read(['x'.repeat(bodyLimit)])).toHaveLength(bodyLimit);
});

test.each([
  ['one byte too many', ['x'.repeat(bodyLimit), 'x']],
  ['some megabytes', ['x'.repeat(3_000_000)]],
])('refuses %s', async (_, pieces) => {
  expect(await read(pieces)).toMatchObject({ refused: 'body-too-large' });
});

test('is null where the caller went away', async () => {
  expect(await read(['{'], true)).toBeNull();
});

const schema = z.object({ user: z.string().max(3), list: z.array(z.number()).optional() });
test.each([
  ['no JSON', '{"user":', /not JSON|it is not JSON/],
  ['a field of another type', '{"user":1}', /user: /],
  ['a field that is missing', '{}', /user: /],
  ['an item of a list', '{"user":"a","list":[1,"x"]}', /list\.1: /],
  ['no object at all', '7', /body: /],
])('says where the body does not fit: %s', (_, text, sentence) => {
  const parsed = parseBody(schema, Buffer.from(text));
  expect(parsed).toMatchObject({ refused: 'body-malformed' });
  expect(parsed).toMatchObject({ message: expect.stringMatching(sentence) });
});

test('never says what was sent', () => {
  const parsed = parseBody(schema, Buffer.from('{"user":"a long secret"}'));
  expect(JSON.stringify(parsed)).not.toContain('secret');
});

test('leaves out what the schema does not know', () => {
  expect(parseBody(schema, Buffer.from('{"user":"a","admin":true}'))).toEqual({ user: 'a' });
});
