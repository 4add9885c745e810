import { expect, test } from 'vitest';
import { resend } from '../../../proxy/gateway/resend.ts';
import type { WaysOut } from '../../../proxy/gateway/way-out.ts';
import { startReceivingSite } from '../../support/receiving-site.ts';

const ways = (port: number) =>
  ({
    options: () => ({ target: { host: '127.0.0.1', port, protocol: 'http:' } }),
    headers: () => ({}),
    [Symbol.dispose]() {},
  }) as WaysOut;
const part = {
  method: 'PATCH',
  target: '/a?b',
  headers: { host: 'city.example', 'transfer-encoding': 'chunked' },
  body: Buffer.from('ゆき'),
};

test.each([200, 204, 308])('goes on with %i', async (status) => {
  await using site = await startReceivingSite((_, res) => res.writeHead(status).end());
  await resend({} as never, part, ways(site.port), 1_000);
  expect(site.arrived).toMatchObject([
    { method: 'PATCH', url: '/a?b', headers: { host: 'city.example', 'content-length': '6' } },
  ]);
  expect(site.arrived[0]?.body.toString()).toBe('ゆき');
});

test.each([409, 500, 302])('stops at %i', async (status) => {
  await using site = await startReceivingSite((_, res) => res.writeHead(status).end());
  await expect(resend({} as never, part, ways(site.port), 1_000)).rejects.toThrow('ECONNABORTED');
});
