import http from 'node:http';
import { describe, expect, test } from 'vitest';
import { failureThrough } from '../../../proxy/gateway/way-out.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { compileUpstream } from '../../../shared/policy/upstream.ts';
import { getAbsolute, startBehind } from '../../support/behind-parent.ts';
import { type ParentOptions, startParent } from '../../support/parent-proxy.ts';
import { startSite } from '../../support/plain-site.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { credentialLine, proxyAuthorization } from '../../support/test-gateway.ts';

const word = ['of', 'the', 'parent'].join('-');
const theirs = `Basic ${Buffer.from(`yokote:${word}`).toString('base64')}`;

describe('plain HTTP through the proxy above this one', () => {
  test('is asked for in absolute form, by its canonical URL, with our credential alone', async () => {
    await using site = await startSite((_, res) => res.end('the page'));
    await using parent = await startParent({ leads: { 'city.example': site.port }, wants: theirs });
    await using world = await startBehind(
      parent.port,
      { user: 'yokote' },
      { upstreamPassword: () => word },
    );
    using client = await openRawClient(world.port);
    client.send(
      `GET http://CITY.example:80/a/../b%41?q=1 HTTP/1.1\r\nHost: City.Example\r\n${credentialLine}Via: 1.0 x\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\n\r\n`,
    );
    expect(await client.closed()).toContain('the page');
    await world.audit.whenOutcomes(1);
    expect(parent.asked).toEqual(['GET http://city.example/bA?q=1']);
    expect(parent.requests[0]?.headers).toEqual({
      host: 'city.example',
      'proxy-authorization': theirs,
      connection: 'keep-alive',
    });
    expect(world.audit.decisions()).toMatchObject([
      { handling: 'forward', address: 'unchecked', destination: { path: '/bA' } },
    ]);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'closed', status: 200 }]);
    const kept = JSON.stringify(world.audit.records) + client.received();
    for (const secret of [word, theirs.slice(6), proxyAuthorization.slice(6)]) {
      expect(kept).not.toContain(secret);
    }
  });

  test('carries bodies both ways, and keeps its connections', async () => {
    await using site = await startSite((req, res) => void req.pipe(res));
    await using parent = await startParent({ leads: { 'city.example': site.port } });
    await using world = await startBehind(parent.port);
    using client = await openRawClient(world.port);
    const post = (body: string, framing: string) =>
      `POST http://city.example/ HTTP/1.1\r\nHost: city.example\r\n${credentialLine}${framing}\r\n\r\n${body}`;
    client.send(post('first body', 'Content-Length: 10'));
    await client.until('first body');
    await world.audit.whenOutcomes(1);
    client.send(post('b\r\nsecond body\r\n0\r\n\r\n', 'Transfer-Encoding: chunked'));
    await client.until('second body');
    await world.audit.whenOutcomes(2);
    expect(parent.connections()).toBe(1);
  });

  test('a 403 of the destination stays its own', async () => {
    await using site = await startSite((_, res) => res.writeHead(403).end('of the site'));
    await using parent = await startParent({ leads: { 'city.example': site.port } });
    await using world = await startBehind(parent.port);
    using client = await openRawClient(world.port);
    client.send(getAbsolute('http://city.example/'));
    expect(await client.until('of the site')).toMatch(/^HTTP\/1\.1 403 /);
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'closed', status: 403 }]);
    expect(world.recent.latest('tanaka', 1)[0]).not.toHaveProperty('failure');
  });
});

describe('what the parent does wrong is told apart:', () => {
  const raw = (bytes: string) => (req: http.IncomingMessage) => void req.socket.end(bytes);
  const rows: [string, ParentOptions, string, number, number][] = [
    ['a 407', { wants: theirs }, 'upstream-credential-refused', 502, 407],
    ['a failure of its own', {}, 'upstream-destination-failed', 502, 503],
    [
      'a refusal of its own',
      {
        onRequest: (_, res) =>
          res.writeHead(403, { 'X-Squid-Error': 'ERR_ACCESS_DENIED 0' }).end('of the parent'),
      },
      'upstream-refused',
      502,
      403,
    ],
    ['half a head', { onRequest: raw('HTTP/1.1 200 O') }, 'upstream-failed', 502, 502],
    ['no HTTP', { onRequest: raw('SSH-2.0-x\r\n') }, 'upstream-failed', 502, 502],
    [
      'a message framed twice',
      {
        onRequest: raw(
          'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n',
        ),
      },
      'upstream-failed',
      502,
      502,
    ],
  ];
  test.each(rows)('%s', async (_, options, end, status, recorded) => {
    await using parent = await startParent(options);
    await using world = await startBehind(parent.port);
    using client = await openRawClient(world.port);
    client.send(getAbsolute('http://city.example/', 'Accept: application/json\r\n'));
    const answer = await client.until('"error"');
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain(`"code":"${end}"`);
    expect(answer).not.toMatch(/of the parent|Squid/i);
    client.socket.end();
    await world.audit.whenOutcomes(1);
    expect(world.audit.decisions()).toMatchObject([{ action: 'allow', handling: 'forward' }]);
    expect(world.audit.outcomes()).toMatchObject([{ end, status: recorded }]);
    expect(world.recent.latest('tanaka', 1)).toMatchObject([{ failure: end }]);
  });

  test('an upload that it refuses at once is answered all the same', async () => {
    await using parent = await startParent({
      onRequest: (req, res) => {
        res.writeHead(407).end('of the parent');
        req.resume();
      },
    });
    await using world = await startBehind(parent.port);
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const headers = { host: 'city.example', 'proxy-authorization': proxyAuthorization };
      const options = { port: world.port, path: 'http://city.example/', method: 'POST', headers };
      const request = http.request({ host: '127.0.0.1', ...options }, resolve);
      request.on('error', reject);
      request.end(Buffer.alloc(3_000_000));
    });
    expect(answer.statusCode).toBe(502);
    answer.resume();
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'upstream-credential-refused' }]);
  });

  test('an answer that breaks off is not passed on as a whole one', async () => {
    await using parent = await startParent({
      onRequest: (_, res) => {
        res.writeHead(200, { 'Content-Length': '100' }).write('half');
        setImmediate(() => res.destroy());
      },
    });
    await using world = await startBehind(parent.port);
    using client = await openRawClient(world.port);
    client.send(getAbsolute('http://city.example/'));
    expect(await client.closed()).toContain('half');
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()[0]?.end).not.toBe('closed');
  });
});

test.each([
  ['RESPONSE_TIMEOUT', 'http', 'upstream-timeout'],
  ['ECONNRESET', 'http', 'upstream-failed'],
  ['HPE_INVALID_CONSTANT', 'http', 'upstream-failed'],
  ['EMFILE', 'http', 'busy'],
  ['RESPONSE_TIMEOUT', 'https', 'destination-timeout'],
  ['ECONNRESET', 'ws', 'destination-broke-off'],
])('%s of %s through it counts as %s', (code, scheme, expected) => {
  const parsed = parseDestination(`${scheme}://city.example/`);
  if (!parsed.ok) throw new Error(parsed.problem);
  const { destination } = parsed;
  const upstream = compileUpstream({ proxy: 'http://cloud.example:8080' });
  const leaving = { destination, address: 'unchecked', upstream };
  expect(failureThrough({ code }, leaving).code).toBe(expected);
  const straight = failureThrough({ code }, { ...leaving, upstream: null }).code;
  expect(straight).not.toContain('upstream');
});
