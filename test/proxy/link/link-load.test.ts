import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startTestLink } from '../../support/running-link.ts';
import { until } from '../../support/until.ts';

test('a refusal reaches its caller also when the body was large', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const authorization = `Bearer ${'A'.repeat(43)}`;
  for (let n = 0; n < 30; n++) {
    const answer = await client.post({
      path: '/v1/status',
      headers: { authorization },
      body: 'x'.repeat(500_000),
    });
    expect(answer.status).toBe(401);
  }
});

test('says that it is busy beyond 64 calls at once, and answers again when they are gone', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const headers = { authorization: `Bearer ${client.credential.token}` };
  const head = `POST /v1/enroll HTTP/1.1\r\nHost: 127.0.0.1:${link.port}\r\nContent-Length: 9\r\n\r\n`;
  const stalled = Array.from({ length: 64 }, () => connect(link.port, '127.0.0.1'));
  for (const socket of stalled) socket.on('error', () => {}).write(head);
  const answered = async () => (await client.post({ path: '/v1/status', headers })).status;
  await until(async () => (await answered()) === 503);
  for (const socket of stalled) socket.destroy();
  await until(async () => (await answered()) === 200);
});
