/** What the hub refuses, and how it says so. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from '../../../proxy/hub/listen.ts';
import { createServer } from '../../../proxy/hub/server.ts';
import { SqliteError } from '../../../proxy/hub/store/sqlite-thread.ts';
import { createLog } from '../../../proxy/platform/log.ts';
import { consoleErrorSchema } from '../../../shared/protocol/console.ts';
import { startHub, type TestHub } from '../../support/start-hub.ts';

let hub: TestHub;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-console-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>関所</title>');
  await writeFile(path.join(folder, 'assets', 'a.js'), 'export {}');
  hub = await startHub({ consoleFolder: folder });
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string;
}

/** Node's own client: fetch would mend the headers. */
function send({ method = 'POST', path = '/api/session', headers = {}, body = '' }: Sent) {
  const own = {
    host: `127.0.0.1:${hub.port}`,
    origin: hub.origin,
    'content-type': 'application/json',
    ...headers,
  };
  const kept = Object.entries(own).filter(([, value]) => value !== undefined);
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port: hub.port, method, path, agent: false });
      for (const [name, value] of kept) asked.setHeader(name, value as string);
      asked.on('error', reject);
      asked.on('response', async (response) => {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
      asked.end(body);
    },
  );
}

const signIn = JSON.stringify({ id: 'admin', password: 'x' });
const rows: [string, Sent, number, string][] = [
  ['another Host', { headers: { host: 'evil.example' }, body: signIn }, 403, 'host-refused'],
  ['another origin', { headers: { origin: 'http://evil.example' } }, 403, 'origin-refused'],
  ['no origin', { headers: { origin: undefined }, body: signIn }, 403, 'origin-refused'],
  [
    'another origin behind an escaped path',
    { path: '/%61pi/session', headers: { origin: 'http://evil.example' }, body: signIn },
    403,
    'origin-refused',
  ],
  ['a form', { headers: { 'content-type': 'text/plain' }, body: signIn }, 415, 'media-type'],
  ['broken JSON', { body: '{"id":' }, 400, 'malformed'],
  ['no body', {}, 400, 'malformed'],
  ['a poisoned body', { body: '{"__proto__": {"x": 1}}' }, 400, 'malformed'],
  ['another shape', { body: '{"id": 1}' }, 400, 'invalid'],
  ['a body too large', { body: JSON.stringify('x'.repeat(70_000)) }, 413, 'too-large'],
  ['a wrong password', { body: signIn }, 401, 'sign-in-failed'],
  ['an unknown call', { path: '/api/nothing', body: '{}' }, 404, 'not-found'],
  ['an unknown method', { method: 'PUT', path: '/api/records' }, 404, 'not-found'],
  ['no session', { method: 'GET', path: '/api/records' }, 401, 'not-signed-in'],
  [
    'a session that never was',
    { method: 'GET', path: '/api/records', headers: { cookie: 'sekisho_session=abc' } },
    401,
    'not-signed-in',
  ],
  ['an unknown link', { path: '/api/one-time-link', body: '{"token":"x"}' }, 404, 'link-used'],
  [
    'a terminal without a token',
    { method: 'GET', path: '/terminal/v1/bundle', headers: { origin: undefined } },
    401,
    'token-refused',
  ],
  [
    'a terminal with a wrong token',
    {
      method: 'GET',
      path: '/terminal/v1/bundle',
      headers: { origin: undefined, authorization: `Bearer ${'a'.repeat(43)}` },
    },
    401,
    'token-refused',
  ],
  [
    'a wrong join token',
    {
      path: '/terminal/v1/join',
      headers: { origin: undefined },
      body: '{"token":"no","name":"x"}',
    },
    401,
    'join-refused',
  ],
  [
    'a path out of the folder',
    { method: 'GET', path: '/..%2f..%2fpackage.json' },
    404,
    'not-found',
  ],
  ['a missing file', { method: 'GET', path: '/assets/b.js' }, 404, 'not-found'],
];
test.each(rows)('refuses %s', async (_, sent, status, code) => {
  const response = await send(sent);
  expect(response.status).toBe(status);
  const { error } = consoleErrorSchema.parse(JSON.parse(response.text));
  expect(error.code).toBe(code);
  // A Japanese sentence, then an English one; nothing of the inside.
  expect(error.message).toMatch(/[ぁ-ん].* \/ [a-z]/i);
  expect(response.text).not.toMatch(/node_modules|\.ts:|at .*\(/);
});

test('a cookie of a session that has ended is taken back', async () => {
  const headers = { cookie: 'sekisho_session=abc' };
  const response = await send({ method: 'GET', headers });
  expect(String(response.headers['set-cookie'])).toMatch(/sekisho_session=;/);
});

test('pages come with a strict policy, whatever their path', async () => {
  for (const page of ['/', '/setup', '/lists/public-bodies']) {
    const { status, text, headers } = await send({ method: 'GET', path: page });
    expect([status, text], page).toEqual([200, '<!doctype html><title>関所</title>']);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';font-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  }
  const script = await send({ method: 'GET', path: '/assets/a.js' });
  expect(script.headers['content-type']).toMatch(/javascript/);
});

test('answers of the API are kept nowhere', async () => {
  const { headers } = await send({ method: 'GET', path: '/api/session' });
  expect(headers['cache-control']).toBe('no-store');
});

test('refusals are recorded once a minute for each kind, without what was sent', async () => {
  const wrong = {
    path: '/terminal/v1/heartbeat',
    body: '{}',
    headers: { origin: 'http://e.example' },
  };
  for (let time = 0; time < 3; time++) await send(wrong);
  const query = { act: 'hub-refused', text: 'heartbeat' };
  const { records } = await hub.administrator.call('records', undefined, { query });
  expect(records).toHaveLength(1);
  expect(records[0]?.record).toMatchObject({
    subject: 'POST /terminal/v1/heartbeat',
    detail: 'origin-refused',
  });
});

test('administrators read the calls as OpenAPI', async () => {
  const response = await hub.administrator.raw('GET', '/api/openapi.json');
  const api = (await response.json()) as { paths: Record<string, Record<string, unknown>> };
  expect(Object.keys(api.paths['/api/accounts/{id}'] ?? {})).toEqual(['patch']);
  expect(api.paths['/api/policy/publish']?.post).toMatchObject({ operationId: 'publish' });
});

test('without built pages it says how to build them', async () => {
  await using bare = await startHub();
  const response = await bare.client().raw('GET', '/');
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('npm run build');
});

test('a full disk is said as such, with the cure', async () => {
  await using listening = await listen(0);
  const full = async () => {
    throw new SqliteError('database or disk is full', 13);
  };
  const { app } = await createServer({
    listening,
    store: { terminals: { byToken: full } as never },
    sessions: { caller: full },
    consoleFolder: folder,
    hosts: new Set([`127.0.0.1:${listening.port}`]),
    noteRefusal: async () => {},
    log: createLog('hub', 'silent'),
  });
  app.post('/terminal/v1/heartbeat', async () => ({}));
  await app.ready();
  const response = await fetch(`http://127.0.0.1:${listening.port}/terminal/v1/heartbeat`, {
    method: 'POST',
    headers: { authorization: `Bearer ${'x'.repeat(43)}`, connection: 'close' },
  });
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ error: { code: 'not-recorded' } });
  await app.close();
});
