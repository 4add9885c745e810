import { createHmac } from 'node:crypto';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Delivery, sendWebhook } from '../../../../proxy/hub/notifications/send-webhook.ts';
import { hostCertificate } from '../../../support/host-certificate.ts';
import { listenSecurely } from '../../../support/site-authority.ts';

const host = 'chat.city.example.jp';
const { key, cert, ca } = hostCertificate(host);
const secret = ['a', 'secret', 'of', 'this', 'test'].join('-');
let stack: AsyncDisposableStack;
let got: { path: string; body: string; host: string; signature: string }[];
let answer: () => readonly [status: number, headers?: Record<string, string>] | null;
let port: number;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  [got, answer] = [[], () => [204]];
  const server = https.createServer({ key, cert }, async (request, response) => {
    const { headers, url = '' } = request;
    const signature = String(headers['sekisho-signature'] ?? '');
    got.push({ path: url, body: await text(request), host: headers.host ?? '', signature });
    const [status, more] = answer() ?? [];
    if (status !== undefined) response.writeHead(status, more).end();
  });
  ({ port } = stack.use(await listenSecurely(server)));
});
afterEach(() => stack.disposeAsync());

const send = (changes: Partial<Delivery> = {}) =>
  sendWebhook({
    ...{ url: new URL(`https://${host}:${port}/hooks/1?a=b`), address: '127.0.0.1', isName: true },
    ...{ body: '{"kind":"test"}', id: 17, secret, time: 1_785_196_800, ca },
    ...changes,
  });

test('goes over TLS to the address that was checked, by its name, signed', async () => {
  expect(await send()).toBeNull();
  const hex = createHmac('sha256', secret).update('1785196800.{"kind":"test"}').digest('hex');
  expect(got).toEqual([
    {
      ...{ path: '/hooks/1?a=b', body: '{"kind":"test"}', host: `${host}:${port}` },
      signature: `t=1785196800,v1=${hex}`,
    },
  ]);
});

test.each([
  ['of another name', { url: new URL('https://other.example.jp/hook') }],
  ['of an authority that nobody trusts', { ca: hostCertificate(host).ca }],
] as const)('a certificate %s gets nothing', async (_, changes: Partial<Delivery>) => {
  const url = new URL(changes.url?.href ?? `https://${host}/hook`);
  url.port = String(port);
  expect(await send({ ...changes, url })).toBe('certificate');
  expect(got).toEqual([]);
});

test.each([
  [302, 'redirected'],
  [404, 'status'],
  [503, 'status'],
] as const)('the answer %i is a failure, and is not followed', async (status, failure) => {
  answer = () => [status, { location: `https://${host}:${port}/elsewhere` }];
  expect(await send()).toBe(failure);
  expect(got.map(({ path }) => path)).toEqual(['/hooks/1?a=b']);
});

test('who takes it and never answers is given up', async () => {
  answer = () => null;
  expect(await send({ timeoutMs: 300 })).toBe('timeout');
});
