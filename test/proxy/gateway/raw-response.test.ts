import { expect, test } from 'vitest';
import { challenge, rawRefusal, refuseAndClose } from '../../../proxy/gateway/raw-response.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';

const refusal = { status: 403, code: 'refused', reference: 'ABCD-EFGH-JKMN-PQRS' } as const;

test('is a whole response with the length that it announces', () => {
  const text = rawRefusal(refusal, '*/*', { 'Proxy-Authenticate': challenge }).toString('latin1');
  const [head = '', body = ''] = text.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
  expect(head).toContain('Proxy-Authenticate: Basic realm="Sekisho", charset="UTF-8"');
  expect(Number(/Content-Length: (\d+)/.exec(head)?.[1])).toBe(body.length);
});

test('arrives although the other side is still sending', async () => {
  await using server = await startRecordingServer((socket) =>
    refuseAndClose(socket, refusal, 'text/html'),
  );
  using client = await openRawClient(server.port);
  client.send(Buffer.alloc(300_000));
  expect(await client.until('</html>')).toContain('Connection: close');
  client.socket.end();
  await client.closed();
});
