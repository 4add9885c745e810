import { once } from 'node:events';
import http2 from 'node:http2';
import { describe, expect, test } from 'vitest';
import { answerOf, openHttp2Inside, openTlsInside } from '../../support/http2-inside.ts';
import { frame, looking, open, startSite, tls } from '../../support/http2-site.ts';
import { rawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';
import { until } from '../../support/until.ts';
import { individual } from '../inspection/build-documents.ts';

describe('a stream', () => {
  test('is a request of its own: decided, recorded, forwarded', async () => {
    await using site = await startSite((res, { url }) => {
      res.setHeader('Set-Cookie', ['a=1', 'b=2']);
      res.setHeader('Alt-Svc', 'h3=":443"');
      res.end(`page ${url}`);
    });
    await using world = await open(site.port, {
      lists: `{ id: bad, title: bad, action: block, owner: x, reason: x, entries: ["city.localhost:${site.port}/closed"] }`,
    });
    using inside = await openHttp2Inside(world, site.host);
    expect(inside.socket.alpnProtocol).toBe('h2');
    const answers = await Promise.all([
      inside.ask({ ':path': '/a?q=1', cookie: 'x=1', accept: '*/*' }),
      inside.ask({ ':path': '/closed/x', accept: 'application/json' }),
      inside.ask({ ':path': '/b', ':method': 'HEAD' }),
    ]);
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [200, 'page /a?q=1'],
      [403, expect.stringContaining('"error"')],
      [200, ''],
    ]);
    expect(answers[0]?.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(answers[0]?.headers['alt-svc']).toBeUndefined();
    expect(answers[1]?.headers['sekisho-decision']).toEqual(expect.any(String));
    await world.audit.whenOutcomes(2);
    expect(site.got.map(({ url, headers }) => [url, headers.host, headers.cookie])).toEqual(
      expect.arrayContaining([['/a?q=1', site.host, 'x=1']]),
    );
    expect(Object.keys(site.got[0]?.headers ?? {}).filter((name) => name.startsWith(':'))).toEqual(
      [],
    );
    expect(
      world.audit
        .decisions()
        .map(({ action, handling, destination }) => [destination?.path, action, handling])
        .toSorted(),
    ).toEqual([
      ['/a', 'allow', 'intercept'],
      ['/b', 'allow', 'intercept'],
      ['/closed/x', 'block', 'refuse'],
    ]);
  });

  test.each([
    ['names another host', { ':authority': 'other.localhost:1' }, 421],
    ['names two hosts', { host: 'other.localhost' }, 400],
    ['names another scheme', { ':scheme': 'http' }, 400],
    ['has a length that is none', { 'content-length': '+4', ':method': 'POST' }, 400],
    ['announces a body and has none', { 'content-length': '4', ':method': 'POST' }, 400],
    ['has a field that looks like a length', { content_length: '4' }, 400],
    ['has a method with a space', { ':method': 'GE T' }, 400],
    ['has a target that two would read in two ways', { ':path': '/a\\b' }, 400],
    [
      'has too many fields',
      Object.fromEntries(Array.from({ length: 210 }, (_, i) => [`x-${i}`, '1'])),
      431,
    ],
  ])('that %s is refused', async (_, headers, status) => {
    await using site = await startSite();
    await using world = await open(site.port);
    using inside = await openHttp2Inside(world, site.host);
    const answer = await inside.ask(headers as Record<string, string>);
    // nghttp2 resets some of them before anybody of ours sees them.
    expect([status, 0]).toContain(answer.status);
    if (answer.status === 0) expect(answer.code).not.toBe(0);
    expect(site.got).toEqual([]);
    // The others of the connection go on.
    expect((await inside.ask({})).text).toBe('taken');
  });

  test('CONNECT has no place in it', async () => {
    await using site = await startSite();
    await using world = await open(site.port);
    using inside = await openHttp2Inside(world, site.host);
    const stream = inside.session.request({ ':method': 'CONNECT', ':authority': site.host });
    expect((await answerOf(stream)).status).toBe(400);
    expect(inside.session.remoteSettings.enableConnectProtocol).not.toBe(true);
  });

  test('of another server name in the greeting is refused with 421', async () => {
    await using site = await startSite();
    await using world = await open(site.port);
    using inside = await openHttp2Inside(world, site.host, 'other.localhost');
    expect((await inside.ask({})).status).toBe(421);
    expect(world.audit.decisions()).toMatchObject([{ reason: 'host-mismatch', action: 'block' }]);
  });

  test('gets the trailers, the status and the names of the destination', async () => {
    const name = Buffer.from('filename="通知.pdf"').toString('latin1');
    await using site = await startRecordingServer(
      (socket) =>
        socket.once('data', () => {
          socket.end(
            Buffer.from(
              `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: grpc-status\r\nContent-Disposition: ${name}\r\n\r\n2\r\nok\r\n0\r\ngrpc-status: 0\r\nConnection: x\r\n\r\n`,
              'latin1',
            ),
          );
        }),
      tls as never,
    );
    await using world = await open(site.port);
    using inside = await openHttp2Inside(world, `city.localhost:${site.port}`);
    const answer = await inside.ask({});
    expect(answer).toMatchObject({ status: 200, text: 'ok', trailers: { 'grpc-status': '0' } });
    expect(Buffer.from(String(answer.headers['content-disposition']), 'latin1').toString()).toBe(
      'filename="通知.pdf"',
    );
  });

  test('never gets a status that HTTP/2 has not', async () => {
    await using site = await startRecordingServer(
      (socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 999 Denied\r\nContent-Length: 2\r\n\r\nno')),
      tls as never,
    );
    await using world = await open(site.port);
    using inside = await openHttp2Inside(world, `city.localhost:${site.port}`);
    expect(await inside.ask({})).toMatchObject({ status: 502, text: 'no' });
  });

  test('whose answer breaks off is reset with an error', async () => {
    await using site = await startRecordingServer(
      (socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')),
      tls as never,
    );
    await using world = await open(site.port);
    using inside = await openHttp2Inside(world, `city.localhost:${site.port}`);
    const answer = await inside.ask({});
    expect(answer.code).not.toBe(0);
  });
});

describe('the body of a stream', () => {
  test('is looked at before anything of it leaves', async () => {
    await using site = await startSite();
    await using world = await looking(site.port);
    using inside = await openHttp2Inside(world, site.host);
    const refused = await inside.ask({}, [`個人番号=`, individual()]);
    expect(refused.status).toBe(403);
    const clean = await inside.ask({ 'content-length': '10' }, 'title=12345'.slice(0, 10));
    expect(clean.text).toBe('taken');
    const chunked = await inside.ask({ ':path': '/stream' }, ['a=1', '&b=2']);
    expect(chunked.text).toBe('taken');
    expect(site.got.map(({ url, body }) => [url, body])).toEqual([
      ['/', 'title=1234'],
      ['/stream', 'a=1&b=2'],
    ]);
    expect(world.audit.decisions()).toMatchObject([
      { action: 'block', handling: 'refuse', upload: { level: '3A' } },
      { action: 'allow', upload: { inspected: true } },
      { action: 'allow', upload: { inspected: true } },
    ]);
  });

  test('goes on byte for byte where it is large, beside others', async () => {
    await using site = await startSite((res, { body }) => res.end(String(body.length)));
    await using world = await looking(site.port);
    using inside = await openHttp2Inside(world, site.host);
    const bytes = Buffer.from('横手市の広報によれば、次の催しは市民会館で。\n'.repeat(60_000));
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, i) => inside.ask({ ':path': `/${i}` }, bytes)),
    );
    expect(answers.map(({ text }) => text)).toEqual(Array(4).fill(String(bytes.length)));
    expect(site.got.every(({ body }) => body === bytes.toString('latin1'))).toBe(true);
  });

  test.each([
    ['and nobody looks at it', false],
    ['and it is looked at', true],
  ])('that the browser breaks off never becomes whole behind, %s', async (_, looks) => {
    await using site = await startSite();
    await using world = await (looks ? looking : open)(site.port);
    const codes = [http2.constants.NGHTTP2_NO_ERROR, http2.constants.NGHTTP2_CANCEL];
    for (const [at, code] of codes.entries()) {
      // A client of Node would end the stream before it resets it.
      using client = rawClient(await openTlsInside(world, site.host));
      client.send(Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'));
      client.send(frame(4, 0, Buffer.alloc(0)));
      // POST, https, /, and the authority as a literal (RFC 7541).
      const host = Buffer.from(site.host);
      client.send(frame(1, 4, Buffer.from([0x83, 0x87, 0x84, 0x01, host.length, ...host]), 1));
      client.send(frame(0, 0, Buffer.from('half of it'), 1));
      // Its first half is held where somebody looks at it, and decided about where nobody does.
      await until(() =>
        looks ? world.gateway.open.heldBytes > 0 : world.audit.decisions().length > at,
      );
      client.send(frame(3, 0, Buffer.from([0, 0, 0, code]), 1));
      await expect.poll(() => world.audit.outcomes().length).toBe(at + 1);
    }
    await world.audit.whenOutcomes(2);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'aborted' }, { end: 'aborted' }]);
    expect(site.got.filter(({ isWhole }) => isWhole)).toEqual([]);
  });

  test('is asked for only once the destination is open', async () => {
    await using site = await startSite();
    await using world = await open(site.port);
    using inside = await openHttp2Inside(world, site.host);
    const stream = inside.session.request({
      ':method': 'POST',
      ':path': '/',
      ':authority': site.host,
      expect: '100-continue',
    });
    const answer = answerOf(stream);
    await once(stream, 'continue');
    stream.end('body');
    expect((await answer).text).toBe('taken');
  });
});
