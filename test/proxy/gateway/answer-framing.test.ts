/** What a destination, or a proxy above, frames ambiguously is never passed on as if it were whole. */
import { createServer } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { openInside, startBehind } from '../../support/behind-parent.ts';
import { startParent } from '../../support/parent-proxy.ts';
import { get } from '../../support/plain-site.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';
import { openSiteAuthority } from '../../support/site-authority.ts';
import { startTestGateway, testPolicy } from '../../support/test-gateway.ts';

const head = 'HTTP/1.1 200 OK\r\n';
const chunked = 'Transfer-Encoding: chunked\r\n';
const cookie = 'Set-Cookie: a=b\r\n';
/** Told apart before anything of the answer went on. */
const unclear: [string, string][] = [
  ['a length and chunks', `${head}Content-Length: 5\r\n${chunked}\r\n5\r\nhello\r\n0\r\n\r\n`],
  ['chunks and a length', `${head}${chunked}Content-Length: 5\r\n\r\n5\r\nhello\r\n0\r\n\r\n`],
  ['two lengths', `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`],
  ['one length twice', `${head}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello`],
  ['a list of lengths', `${head}Content-Length: 5, 5\r\n\r\nhello`],
  ['a signed length', `${head}Content-Length: +5\r\n\r\nhello`],
  ['a length in hexadecimal', `${head}Content-Length: 0x5\r\n\r\nhello`],
  ['another coding', `${head}Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`],
  ['a coding that is none', `${head}Transfer-Encoding: xchunked\r\n\r\nhello`],
  ['chunks twice', `${head}${chunked}${chunked}\r\n5\r\nhello\r\n0\r\n\r\n`],
  ['chunks of HTTP/1.0', `HTTP/1.0 200 OK\r\n${chunked}\r\n5\r\nhello\r\n0\r\n\r\n`],
  ['a field that looks like a length', `${head}Content_Length: 5\r\n\r\nhello`],
  ['a blank before the colon', `${head}Content-Length : 5\r\n\r\nhello`],
  ['a folded field', `${head}Content-Length:\r\n 5\r\n\r\nhello`],
];
/** Its head is in order: what comes of it is cut off. */
const brokenBodies: [string, string][] = [
  ['a size that is none', `${head}${cookie}${chunked}\r\n5\r\nhello\r\nxyz\r\nmore\r\n0\r\n\r\n`],
  ['a signed size', `${head}${cookie}${chunked}\r\n5\r\nhello\r\n+4\r\nmore\r\n0\r\n\r\n`],
  [
    'a size in another notation',
    `${head}${cookie}${chunked}\r\n5\r\nhello\r\n0x4\r\nmore\r\n0\r\n\r\n`,
  ],
  ['an enormous size', `${head}${cookie}${chunked}\r\n5\r\nhello\r\nfffffffffffffffff\r\nmore`],
  ['a chunk longer than its size', `${head}${cookie}${chunked}\r\n5\r\nhello world\r\n0\r\n\r\n`],
  ['no last chunk', `${head}${cookie}${chunked}\r\n5\r\nhello\r\n`],
  ['less than its length', `${head}${cookie}Content-Length: 100\r\n\r\nhello`],
];

const answering = (text: string) =>
  startRecordingServer((socket) => socket.once('data', () => void socket.end(text)));

describe('an answer with', () => {
  test.each(unclear)('%s is a failure', async (_, text) => {
    await using site = await answering(text);
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(get(site.port, '/', 'Accept: application/json\r\nConnection: close\r\n'));
    const answer = await client.closed();
    expect(answer).toMatch(/^HTTP\/1\.1 502 /);
    expect(answer).toContain('"destination-malformed"');
    expect(answer).not.toContain('hello');
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'destination-malformed', status: 502 }]);
  });

  test.each(brokenBodies)('%s in its body is cut off', async (_, text) => {
    await using site = await answering(text);
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(get(site.port, '/', 'Connection: close\r\n'));
    const answer = await client.closed();
    // Nothing of it, where it is told in time: then the answer is ours, and whole.
    if (!answer.startsWith('HTTP/1.1 502 Bad Gateway\r\n')) expect(answer).toContain('hello');
    else expect(answer).not.toMatch(/hello|transfer-encoding|set-cookie/i);
    expect(answer).not.toContain('0\r\n\r\n');
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()[0]?.end).not.toBe('closed');
  });

  test.each(unclear)('%s is a failure inside an opened tunnel as well', async (_, text) => {
    await using sites = await openSiteAuthority();
    const context = sites.authority.contextFor('city.localhost');
    const server = createServer({ SNICallback: (_name, give) => give(null, context) }, (socket) => {
      socket.on('error', () => {});
      socket.once('data', () => void socket.end(text));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await using world = await startTestGateway(
      testPolicy({ open: [port], intercept: '{ default: true }' }),
      { trust: [sites.caPem] },
    );
    const authority = `city.localhost:${port}`;
    const { client, socket } = await openInside(world, authority);
    client.send(`GET / HTTP/1.1\r\nHost: ${authority}\r\nConnection: close\r\n\r\n`);
    const answer = await client.closed();
    expect(answer).toMatch(/^HTTP\/1\.1 502 /);
    expect(answer).not.toContain('hello');
    socket.destroy();
    server.close();
  });

  test.each(unclear)('%s of the proxy above is its failure', async (_, text) => {
    await using parent = await startParent({ onRequest: (req) => void req.socket.end(text) });
    await using world = await startBehind(parent.port);
    using client = await openRawClient(world.port);
    client.send(
      get(80, '/', 'Accept: application/json\r\nConnection: close\r\n').replaceAll(
        'city.localhost:80',
        'city.example',
      ),
    );
    const answer = await client.closed();
    expect(answer).toMatch(/^HTTP\/1\.1 502 /);
    expect(answer).toContain('"upstream-failed"');
    expect(answer).not.toContain('hello');
  });

  test.each(unclear.slice(7, 9))('%s to an upgrade goes nowhere', async (_, text) => {
    await using site = await answering(text);
    await using world = await startTestGateway(testPolicy({ open: [site.port] }));
    using client = await openRawClient(world.port);
    client.send(get(site.port, '/', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'));
    expect(await client.closed()).toBe('');
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'destination-malformed' }]);
  });
});

test.each([
  ['a length', 'Content-Length: 5\r\n\r\nhello'],
  ['chunks', `${chunked}\r\n5;ext=1\r\nhello\r\n0\r\n\r\n`],
  ['chunks in capitals', 'TRANSFER-ENCODING: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'],
  ['the end of the connection', '\r\nhello'],
])('an answer framed by %s arrives, without what is not the browser’s', async (_, rest) => {
  const text = `${head}Alt-Svc: h3=":443"\r\nSekisho-Decision: ABCD-EFGH-JKMN-PQRS\r\n${rest}`;
  await using site = await answering(text);
  await using world = await startTestGateway(testPolicy({ open: [site.port] }));
  using client = await openRawClient(world.port);
  client.send(get(site.port, '/', 'Connection: close\r\n'));
  const answer = await client.closed();
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('hello');
  expect(answer).not.toMatch(/alt-svc|sekisho-decision/i);
  await world.audit.whenOutcomes(1);
  expect(world.audit.outcomes()).toMatchObject([{ end: 'closed' }]);
});
