import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { linkErrorSchema } from '../../../shared/protocol/link.ts';
import type { LinkClient, Sent } from '../../support/link-client.ts';
import { type RunningLink, startTestLink } from '../../support/running-link.ts';
import { until } from '../../support/until.ts';

interface Row {
  readonly name: string;
  readonly send: (client: LinkClient, link: RunningLink) => Promise<Sent> | Sent;
  readonly status: number;
  readonly code: string;
  readonly act?: 'link-refused' | 'enrolment-refused';
}

const status = (headers: Record<string, string | undefined>, rest: Partial<Sent> = {}): Sent => ({
  path: '/v1/status',
  headers,
  ...rest,
});
const good = (client: LinkClient) => ({ authorization: `Bearer ${client.credential.token}` });

const refused: Row[] = [
  {
    name: 'a token that nobody was given',
    send: () => status({ authorization: `Bearer ${'A'.repeat(43)}` }),
    status: 401,
    code: 'token-unknown',
  },
  {
    name: 'a token that is a little different',
    send: ({ credential: { token } }) =>
      status({
        authorization: `Bearer ${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`,
      }),
    status: 401,
    code: 'token-unknown',
  },
  {
    name: 'no Authorization at all',
    send: () => status({}),
    status: 401,
    code: 'authorization-missing',
  },
  {
    name: 'the proxy password in place of the token',
    send: (client) => status({ authorization: client.proxyAuthorization }),
    status: 401,
    code: 'authorization-missing',
  },
  {
    name: 'a token past its hour',
    send: (client, link) => {
      link.ahead = 3_600_001;
      return status(good(client));
    },
    status: 401,
    code: 'token-unknown',
  },
  {
    name: 'a page of the web as the origin',
    send: (client) => status({ ...good(client), origin: 'https://evil.example' }),
    status: 403,
    code: 'origin-foreign',
  },
  {
    name: 'a page on loopback as the origin',
    send: (client, { port }) => status({ ...good(client), origin: `http://127.0.0.1:${port}` }),
    status: 403,
    code: 'origin-foreign',
  },
  {
    name: 'an opaque origin',
    send: (client) => status({ ...good(client), origin: 'null' }),
    status: 403,
    code: 'origin-foreign',
  },
  {
    name: 'another extension with the token of ours',
    send: (client) => status({ ...good(client), origin: `chrome-extension://${'p'.repeat(32)}` }),
    status: 403,
    code: 'origin-foreign',
  },
  {
    name: 'a name that was rebound to loopback as the host',
    send: (client, { port }) => status({ ...good(client), host: `evil.example:${port}` }),
    status: 421,
    code: 'host-foreign',
  },
  {
    name: 'the right host with another port',
    send: (client) => status({ ...good(client), host: '127.0.0.1:1' }),
    status: 421,
    code: 'host-foreign',
  },
  {
    name: 'GET',
    send: (client) => status(good(client), { method: 'GET', body: '' }),
    status: 405,
    code: 'method-unknown',
  },
  {
    name: 'OPTIONS, the preflight of a page',
    send: (client) => status(good(client), { method: 'OPTIONS', body: '' }),
    status: 405,
    code: 'method-unknown',
  },
  {
    name: 'a call that there is not',
    send: (client) => status(good(client), { path: '/v1/constructor' }),
    status: 404,
    code: 'path-unknown',
  },
  {
    name: 'a call with a query',
    send: (client) => status(good(client), { path: '/v1/status?x=1' }),
    status: 404,
    code: 'path-unknown',
  },
  {
    name: 'a form in place of JSON',
    send: (client) => status({ ...good(client), 'content-type': 'text/plain' }),
    status: 415,
    code: 'content-type-unknown',
  },
  {
    name: 'a body over 64 KB',
    send: (client) => status(good(client), { body: `"${'x'.repeat(65_536)}"` }),
    status: 413,
    code: 'body-too-large',
  },
  {
    name: 'a body over 64 KB that does not say its length',
    send: (client) =>
      status(
        { ...good(client), 'transfer-encoding': 'chunked' },
        { body: `"${'x'.repeat(300_000)}"` },
      ),
    status: 413,
    code: 'body-too-large',
  },
  {
    name: 'a body that is no JSON',
    send: (client) => status(good(client), { body: '{' }),
    status: 400,
    code: 'body-malformed',
  },
  {
    name: 'a body that is no UTF-8',
    send: (client) => status(good(client), { body: Uint8Array.of(0x22, 0xff, 0x22) }),
    status: 400,
    code: 'body-malformed',
  },
  {
    name: 'a body of another form',
    send: (client) => status(good(client), { path: '/v1/switch-person', body: '{"user":7}' }),
    status: 400,
    code: 'body-malformed',
  },
  {
    name: 'a switch to somebody who was not enrolled here',
    send: (client) =>
      status(good(client), { path: '/v1/switch-person', body: '{"user":"suzuki"}' }),
    status: 403,
    code: 'person-unknown',
  },
  {
    name: 'a wrong one-time code',
    send: ({ publicKey }) => ({
      path: '/v1/enroll',
      headers: { authorization: `Sekisho-Code ${'0'.repeat(20)}` },
      body: JSON.stringify({ publicKey }),
    }),
    status: 401,
    code: 'code-unknown',
    act: 'enrolment-refused',
  },
  {
    name: 'an expired one-time code',
    send: async ({ publicKey }, link) => {
      const code = await link.code({ expires: new Date(Date.now() - 1).toISOString() });
      const headers = { authorization: `Sekisho-Code ${code}` };
      return { path: '/v1/enroll', headers, body: JSON.stringify({ publicKey }) };
    },
    status: 401,
    code: 'code-unknown',
    act: 'enrolment-refused',
  },
  {
    name: 'an enrolment by a page of the web',
    send: async ({ publicKey }, link) => ({
      path: '/v1/enroll',
      headers: {
        authorization: `Sekisho-Code ${await link.code()}`,
        origin: 'http://evil.example',
      },
      body: JSON.stringify({ publicKey }),
    }),
    status: 403,
    code: 'origin-foreign',
  },
  {
    name: 'an enrolment without an origin',
    send: async ({ publicKey }, link) => ({
      path: '/v1/enroll',
      headers: { authorization: `Sekisho-Code ${await link.code()}`, origin: undefined },
      body: JSON.stringify({ publicKey }),
    }),
    status: 403,
    code: 'origin-missing',
  },
  {
    name: 'an enrolment with a point that is not on the curve',
    send: async ({ publicKey }, link) => ({
      path: '/v1/enroll',
      headers: { authorization: `Sekisho-Code ${await link.code()}` },
      body: JSON.stringify({ publicKey: { ...publicKey, x: publicKey.y } }),
    }),
    status: 400,
    code: 'key-unusable',
    act: 'enrolment-refused',
  },
];

describe('refuses, with a sentence and a record, and changes nothing:', () => {
  test.each(refused)('$name', async ({ send, status: expected, code, act = 'link-refused' }) => {
    await using link = await startTestLink();
    const client = await link.enrolled();
    const before = JSON.stringify(link.options.enrolments.all());
    const answer = await client.post(await send(client, link));
    expect(answer.status).toBe(expected);
    const { error } = linkErrorSchema.parse(JSON.parse(answer.text));
    expect(error.code).toBe(code);
    expect(error.message.length).toBeGreaterThan(20);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    );
    expect(JSON.stringify(link.options.enrolments.all())).toBe(before);
    await until(() => link.audit.changes(act).length === 1);
    expect(link.audit.changes(act)[0]?.detail).toContain(code);
  });
});

test('answers the enrolled extension, with and without its origin, and by both names of loopback', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  for (const headers of [{}, { origin: undefined }, { host: `localhost:${link.port}` }]) {
    const { status: answered } = await client.post(status({ ...good(client), ...headers }));
    expect(answered).toBe(200);
  }
  expect(link.audit.changes('link-refused')).toEqual([]);
});

test('says 503 where nothing can be recorded, and switches nobody', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled({ shared: true });
  link.audit.fail(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' }));
  await expect(client.call('switch-person', { user: 'suzuki' })).rejects.toMatchObject({
    status: 503,
    code: 'not-recorded',
  });
  expect((await client.call('status', {})).person.user).toBe('tanaka');
});

test('answers nobody who speaks no HTTP, and goes on', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const socket = connect(link.port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (piece) => {
    text += piece;
  });
  socket.end('POST /v1/status HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: x\r\n\r\n');
  await new Promise((resolve) => socket.once('close', resolve));
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect((await client.call('status', {})).terminal).toBe('terminal-1');
});

test('says EADDRINUSE where the port is taken', async () => {
  await using link = await startTestLink();
  await expect(startTestLink({ port: link.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
