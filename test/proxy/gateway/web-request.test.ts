import { describe, expect, test } from 'vitest';
import { get, startSite } from '../../support/plain-site.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { credentialLine, startTestGateway, testPolicy } from '../../support/test-gateway.ts';

describe('a request', () => {
  test('is forwarded and leaves one decision and one outcome', async () => {
    await using site = await startSite((_, res) => res.end('hello'));
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(get(site.port, '/a/../page?q=1', 'Origin: http://from.example\r\n'));
    expect(await client.until('hello')).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(site.requests[0]?.url).toBe('/page?q=1');
    await world.audit.whenOutcomes(1);
    const [decision, ...more] = world.audit.decisions();
    expect(more).toEqual([]);
    expect(decision).toMatchObject({
      act: 'request',
      action: 'allow',
      handling: 'forward',
      address: '127.0.0.1',
      method: 'GET',
      initiator: 'from.example',
      destination: { scheme: 'http', host: 'city.localhost', path: '/page' },
    });
    expect(world.audit.outcomes()).toMatchObject([
      { id: decision?.id, end: 'closed', status: 200 },
    ]);
    expect(world.audit.outcomes()[0]?.bytesDown).toBeGreaterThan(5);
    expect(world.recent.latest('tanaka', 1)).toMatchObject([
      { url: `http://city.localhost:${site.port}/page?q=1` },
    ]);
  });

  test('counts an entry by the page that asks, and says where nobody can tell', async () => {
    await using site = await startSite((_, res) => res.end('hello'));
    const lists =
      '{ id: a, title: a, action: allow, owner: a, reason: a, entries: [{ match: city.localhost, initiators: [maps.example] }] }';
    await using world = await startTestGateway(
      testPolicy({ open: [site.port], default: 'block', lists }),
    );
    const status = async (fields: string) => {
      using client = await openRawClient(world.port);
      client.send(get(site.port, '/', fields));
      return (await client.until('\r\n\r\n')).slice(9, 12);
    };
    expect(await status('Referer: https://www.maps.example/\r\n')).toBe('200');
    expect(await status('Referer: https://other.example/\r\n')).toBe('403');
    expect(await status('Sec-Fetch-Dest: document\r\nReferer: https://maps.example/\r\n')).toBe(
      '403',
    );
    expect(await status('')).toBe('200');
    expect(
      world.audit.decisions().map(({ initiator, initiatorUnseen }) => [initiator, initiatorUnseen]),
    ).toEqual([
      ['www.maps.example', undefined],
      ['other.example', undefined],
      ['maps.example', undefined],
      [null, true],
    ]);
  });

  test('keeps no long number of the page that asked, nor of an entry that judged', async () => {
    const number = ['1234', '5678', '9018'].join('');
    await using site = await startSite((_, res) => res.end('hello'));
    const lists = `{ id: a, title: a, action: allow, owner: a, reason: a, entries: ["city.localhost/${number}"] }`;
    await using world = await startTestGateway(
      testPolicy({ open: [site.port], default: 'block', lists }),
    );
    using client = await openRawClient(world.port);
    client.send(get(site.port, `/${number}`, `Referer: http://${number}.example/${number}\r\n`));
    await client.until('hello');
    expect(world.audit.decisions()).toMatchObject([
      { action: 'allow', initiator: '•••.example', rule: 'a/city.localhost/•••' },
    ]);
  });

  test('takes no field of this hop along, and none is added', async () => {
    await using site = await startSite((_, res) => {
      res.writeHead(200, {
        'Proxy-Authenticate': 'Basic',
        'X-Hop': '1',
        Connection: 'close, x-hop',
        'X-Stay': '1',
      });
      res.end('hello');
    });
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    const lines = [
      'Connection: keep-alive, X-Mine',
      'Proxy-Connection: keep-alive',
      'X-Mine: 1',
      'Keep-Alive: timeout=5',
      'TE: trailers',
      'Trailer: X-End',
      'Upgrade: h2c',
      'X-Forwarded-For: 10.1.2.3',
      'Via: 1.1 terminal',
      'X-Stay: 1',
    ];
    client.send(get(site.port, '/', `${lines.join('\r\n')}\r\n`));
    const answer = await client.until('hello');
    expect(Object.keys(site.requests[0]?.headers ?? {}).sort()).toEqual([
      'connection',
      'host',
      'x-stay',
    ]);
    expect(site.requests[0]?.headers.connection).toBe('keep-alive');
    expect(answer.toLowerCase()).not.toMatch(/proxy-authenticate|x-hop/);
    expect(answer).toContain('X-Stay: 1'.toLowerCase());
  });

  test('without a credential gets 407 and may try again on the connection', async () => {
    await using site = await startSite((_, res) => res.end('hello'));
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(get(site.port).replace(credentialLine, ''));
    expect(await client.until('enrolled browser.')).toMatch(/^HTTP\/1\.1 407 /);
    client.send(get(site.port));
    await client.until('hello');
    expect(world.audit.decisions()).toHaveLength(1);
  });

  test.each([
    ['a page', 'text/html,*/*', '<!doctype html>'],
    ['JSON', 'application/json', '{"error":{"code":"refused","reference":"'],
    ['a line', '*/*', 'This destination is not open.'],
  ])('that is refused is answered with %s, by Accept', async (_, accept, body) => {
    await using world = await startTestGateway(testPolicy({ default: 'block' }));
    using client = await openRawClient(world.port);
    client.send(get(80, '/<b>', `Accept: ${accept}\r\n`).replace('<b>', 'x'));
    const answer = await client.until(body);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain(`Sekisho-Decision: ${world.audit.decisions()[0]?.id}`);
    expect(answer).toContain("default-src 'none'");
  });

  test('is refused where the decision cannot be recorded', async () => {
    await using site = await startSite((_, res) => res.end('hello'));
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    world.audit.state = 'disk-full';
    using client = await openRawClient(world.port);
    client.send(get(site.port));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 503 /);
    expect(site.requests).toEqual([]);
  });

  test.each([
    ['origin form', 'GET / HTTP/1.1\r\nHost: city.localhost\r\n\r\n', 400],
    ['another Host', 'GET http://a.localhost/ HTTP/1.1\r\nHost: b.localhost\r\n\r\n', 400],
    ['two Hosts', 'GET http://a.test/ HTTP/1.1\r\nHost: a.test\r\nHost: a.test\r\n\r\n', 400],
    ['no Host', 'GET http://a.test/ HTTP/1.1\r\n\r\n', 400],
    [
      'two credentials',
      `GET http://a.test/ HTTP/1.1\r\nHost: a.test\r\n${credentialLine}${credentialLine}\r\n`,
      400,
    ],
    ['a backslash', `GET http://a.test\\b/ HTTP/1.1\r\nHost: a.test\r\n${credentialLine}\r\n`, 400],
    [
      'length and chunks',
      'POST http://a.test/ HTTP/1.1\r\nHost: a.test\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    [
      'huge headers',
      `GET http://a.test/ HTTP/1.1\r\nHost: a.test\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    [
      'very many headers',
      `GET http://a.test/ HTTP/1.1\r\nHost: a.test\r\n${'A: b\r\n'.repeat(300)}\r\n`,
      431,
    ],
    [
      'a CONNECT behind another request',
      'GET / HTTP/1.1\r\nHost: a.test\r\n\r\nCONNECT a.test:443 HTTP/1.1\r\n\r\n',
      400,
    ],
  ])('with %s is refused and the connection closed', async (_, text, status) => {
    await using world = await startTestGateway(testPolicy({}));
    using client = await openRawClient(world.port);
    client.send(text);
    expect(await client.closed()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  test('to another scheme is refused as unsupported', async () => {
    await using world = await startTestGateway(testPolicy({}));
    using client = await openRawClient(world.port);
    client.send(`GET ftp://a.test/ HTTP/1.1\r\nHost: a.test\r\n${credentialLine}\r\n`);
    expect(await client.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
    expect(world.audit.decisions()).toMatchObject([{ reason: 'unsupported-scheme' }]);
  });
});

describe('bodies', () => {
  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'GET'])(
    '%s with chunks arrives as one message',
    async (method) => {
      const bodies: string[] = [];
      await using site = await startSite(async (req, res) => {
        let body = '';
        for await (const chunk of req) body += chunk;
        bodies.push(body);
        res.end('done');
      });
      await using world = await startTestGateway(testPolicy({ open: [site.port] }));
      using client = await openRawClient(world.port);
      const hidden = 'GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n';
      const chunks = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
      client.send(
        get(site.port, '/', 'Transfer-Encoding: chunked\r\n').replace('GET', method) + chunks,
      );
      await client.until('done');
      client.send(get(site.port, '/next'));
      await world.audit.whenOutcomes(2);
      expect(site.requests.map(({ url }) => url)).toEqual(['/', '/next']);
      expect(bodies).toEqual([hidden, '']);
    },
  );

  test('a body that is awaited is asked for only after the decision', async () => {
    await using site = await startSite((req, res) => {
      req.resume();
      req.on('end', () => res.end('done'));
    });
    await using world = await startTestGateway(
      testPolicy({
        open: [site.port],
        lists:
          '{ id: bad, title: bad, action: block, owner: x, reason: x, entries: [blocked.localhost] }',
      }),
    );
    const lines = 'Expect: 100-continue\r\nContent-Length: 4\r\n';
    using refused = await openRawClient(world.port);
    refused.send(get(site.port, '/', lines).replace('GET', 'POST').replaceAll('city.', 'blocked.'));
    expect(await refused.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
    using open = await openRawClient(world.port);
    open.send(get(site.port, '/', lines).replace('GET', 'POST'));
    await open.until('100 Continue\r\n\r\n');
    open.send('body');
    await open.until('done');
  });
});

test('after an aborted download the next requests answer', async () => {
  await using site = await startSite((req, res) => {
    if (req.url === '/small') {
      res.end('small');
      return;
    }
    res.writeHead(200, { 'Content-Length': String(50_000_000) });
    res.write(Buffer.alloc(1_000_000));
  });
  await using world = await startTestGateway(testPolicy({ open: [site.port] }));
  for (let round = 0; round < 25; round++) {
    using download = await openRawClient(world.port);
    download.send(get(site.port, '/large'));
    await download.until('\r\n\r\n');
    download.socket.resetAndDestroy();
    using next = await openRawClient(world.port);
    next.send(get(site.port, '/small'));
    await next.until('small');
  }
  await world.audit.whenOutcomes(50);
  expect(
    world.audit
      .outcomes()
      .map(({ end }) => end)
      .sort(),
  ).toEqual([...Array(25).fill('aborted'), ...Array(25).fill('closed')]);
});
