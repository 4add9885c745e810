import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { sendRefusal } from '../../../proxy/gateway/send-refusal.ts';
import { openRawClient } from '../../support/raw-client.ts';

test.each([
  [
    'without a body the connection is kept',
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
    false,
    'keep-alive',
  ],
  ['unless it is not to be used again', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', true, 'close'],
  [
    'with a body it is closed',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n',
    false,
    'close',
  ],
  [
    'with chunks as well',
    'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n',
    false,
    'close',
  ],
])('%s', async (_, text, close, connection) => {
  const server = createServer((req, res) =>
    sendRefusal(
      req,
      res,
      { status: 403, code: 'refused', reference: 'ABCD' },
      { close, extra: { 'X-Extra': '1' } },
    ),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  using client = await openRawClient((server.address() as AddressInfo).port);
  client.send(text);
  if (text.includes('Content-Length')) client.send(Buffer.alloc(100_000));
  const answer = await client.until('Reference: ABCD\n');
  expect(answer).toContain(`Connection: ${connection}`);
  expect(answer).toContain('X-Extra: 1');
  server.closeAllConnections();
  server.close();
});
