import type { TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { ok, startAnsweringSite } from '../../support/answering-site.ts';

const head = 'HTTP/1.1 200 OK\r\n';
const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`;

describe('an exchange', () => {
  test('carries the fields that travel, the canonical path, and the answer', async () => {
    await using world = await startAnsweringSite(() => ok('hello', 'X-Answer: 1\r\n'));
    const { client } = await world.open();
    client.send(
      world.request('/a/../b?q=1', 'X-Ask: 1\r\nVia: x\r\nX-Forwarded-For: 10.0.0.1\r\n'),
    );
    const answer = await client.until('hello');
    expect(answer).toMatch(
      /^HTTP\/1\.1 200 OK\r\nContent-Length: 5\r\nX-Answer: 1\r\nDate: [^\r]+ GMT\r\nConnection: keep-alive\r\nKeep-Alive: timeout=65\r\n\r\nhello$/,
    );
    expect(world.site.received).toEqual([
      `GET /b?q=1 HTTP/1.1\r\nhost: ${world.authority}\r\nx-ask: 1\r\nconnection: keep-alive\r\n\r\n`,
    ]);
    const { audit } = world.world;
    await audit.whenOutcomes(1);
    const bytesUp = world.site.received[0]?.length;
    expect(audit.outcomes()).toMatchObject([{ end: 'closed', status: 200, bytesUp }]);
    expect(audit.outcomes()[0]?.bytesDown).toBe(ok('hello', 'X-Answer: 1\r\n').length);
  });

  test('after another goes by the same connection', async () => {
    await using world = await startAnsweringSite((_, socket) => ok(String(socket.remotePort)));
    const { client } = await world.open();
    client.send(world.request());
    await client.until('\r\n\r\n');
    client.send(world.request('/again'));
    await world.world.audit.whenOutcomes(2);
    expect(world.site.received).toHaveLength(1);
    expect(world.site.received[0]).toMatch(/^GET \/ [\s\S]+GET \/again /);
  });

  test.each([
    ['in chunks', `${chunked}5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nX-Sum: 1\r\n\r\n`],
    ['that ends with its connection', `${head}\r\nhello world`],
    ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nhello world'],
    ['after one before it', `HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${ok('hello world')}`],
  ])('hands on an answer %s, and the connection is kept', async (_, text) => {
    await using world = await startAnsweringSite((asked, socket) => {
      if (asked.startsWith('GET /next')) return ok('last');
      socket.write(text);
      if (!/chunked|Content-Length/.test(text)) socket.end();
      return undefined;
    });
    const { client } = await world.open();
    client.send(world.request());
    await world.world.audit.whenOutcomes(1);
    client.send(world.request('/next'));
    const answers = await client.until('last');
    expect(answers).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answers.replace(/\r\n[0-9a-f]+\r\n/g, '')).toContain('hello world');
    expect(answers).not.toMatch(/103|X-Sum|x=y/);
    expect(world.world.audit.outcomes()[0]).toMatchObject({ end: 'closed', status: 200 });
  });

  test.each([
    ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', /Content-Length: 5/],
    ['HEAD', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', /^HTTP\/1\.1 200/],
    ['GET', 'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\nContent-Length: 5\r\n\r\n', /304/],
    ['GET', 'HTTP/1.1 204 No Content\r\n\r\n', /204/],
  ])('of %s without a body ends with its head', async (method, text, expected) => {
    await using world = await startAnsweringSite(() => text);
    const { client } = await world.open();
    client.send(world.request('/', '', method));
    expect(await client.until('\r\n\r\n')).toMatch(expected);
    client.send(world.request('/', '', method));
    while (!/^HTTP[\s\S]+?\r\n\r\nHTTP[\s\S]+?\r\n\r\n$/.test(client.received())) {
      await new Promise(setImmediate);
    }
    expect(world.site.received).toHaveLength(1);
  });

  test('whose head comes in pieces keeps them while another answer is read', async () => {
    const asking: TLSSocket[] = [];
    await using world = await startAnsweringSite((asked, socket) => {
      if (asked.startsWith('GET /between')) return ok('x'.repeat(500));
      asking.push(socket);
      socket.write('HTTP/1.1 200 OK\r\nX-First: kept\r\n');
      return undefined;
    });
    const { client } = await world.open();
    const { client: other } = await world.open();
    client.send(world.request('/pieces'));
    for (let n = 0; n < 3; n++) {
      other.send(world.request('/between'));
      await world.world.audit.whenOutcomes(n + 1);
    }
    while (asking.length === 0) await new Promise(setImmediate);
    asking[0]?.write('X-Second: too\r\nContent-Length: 5\r\n\r\nhello');
    expect(await client.until('hello')).toMatch(
      /^HTTP\/1\.1 200 OK\r\nX-First: kept\r\nX-Second: too/,
    );
  });

  test('a 407 of the destination asks the browser for nothing', async () => {
    await using world = await startAnsweringSite(
      () => 'HTTP/1.1 407 x\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n',
    );
    const { client } = await world.open();
    client.send(world.request());
    const answer = await client.until('\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
    expect(answer).not.toMatch(/authenticate/i);
  });
});

describe('the connection to the destination is not used again where', () => {
  const bodies = (text: string) => (asked: string) =>
    asked.startsWith('GET /next') ? ok('last') : text;
  test.each([
    [
      'the browser left in the middle of the answer',
      `${head}Content-Length: 50\r\n\r\nhello`,
      true,
    ],
    [
      'bytes came behind the answer',
      `${ok('hello')}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`,
      false,
    ],
    ['the server says so', ok('hello', 'Connection: close\r\n'), false],
  ])('%s', async (_, text, leaves) => {
    await using world = await startAnsweringSite(bodies(text));
    const { client, socket } = await world.open();
    client.send(world.request());
    await client.until('hello');
    if (leaves) socket.destroy();
    await world.world.audit.whenOutcomes(1);
    const { client: next } = leaves ? await world.open() : { client };
    next.send(world.request('/next'));
    expect(await next.until('last')).not.toContain('evil');
    expect(world.site.received).toHaveLength(2);
    const end = leaves ? 'aborted' : 'closed';
    expect(world.world.audit.outcomes()[0]).toMatchObject({ end, status: 200 });
  });

  test('the server spoke unasked', async () => {
    await using world = await startAnsweringSite((asked) =>
      asked.startsWith('GET /next') ? ok('last') : ok('hello'),
    );
    const { client } = await world.open();
    client.send(world.request());
    await client.until('hello');
    const [first] = world.site.sockets;
    first?.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil');
    await new Promise((resolve) => first?.once('close', resolve));
    client.send(world.request('/next'));
    expect(await client.until('last')).not.toContain('evil');
    expect(world.site.received).toHaveLength(2);
  });

  test('it has died meanwhile, which is not held against the person', async () => {
    await using world = await startAnsweringSite(() => ok('hello'));
    const { client } = await world.open();
    client.send(world.request());
    await client.until('hello');
    const [first] = world.site.sockets;
    first?.destroy();
    client.send(world.request('/again'));
    await world.world.audit.whenOutcomes(2);
    expect(world.world.audit.outcomes().map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('a destination that', () => {
  test.each([
    ['breaks off in the middle', `${head}Content-Length: 100\r\n\r\nhalf`],
    ['breaks off in a chunk', `${chunked}64\r\nhalf`],
    ['breaks off before the last chunk', `${chunked}4\r\nhalf\r\n`],
    ['sends chunks that are none, later', `${chunked}4\r\nhalf\r\n`],
  ])('%s ends the connection, not as a whole answer', async (what, text) => {
    await using world = await startAnsweringSite((_, socket) => {
      socket.write(text);
      setTimeout(() => (/later/.test(what) ? socket.write('zz\r\n') : socket.end()), 20);
      return undefined;
    });
    const { client } = await world.open();
    client.send(world.request());
    const answer = await client.closed();
    expect(answer).toContain('half');
    expect(answer).not.toMatch(/0\r\n\r\n$/);
    await world.world.audit.whenOutcomes(1);
    expect(world.world.audit.outcomes()[0]?.end).toMatch(/^destination-/);
  });

  test('closes without a word is a failure, and the connection is kept', async () => {
    await using world = await startAnsweringSite((asked, socket) => {
      if (asked.startsWith('GET /next')) return ok('last');
      socket.end();
      return undefined;
    });
    const { client } = await world.open();
    client.send(world.request('/', 'Accept: application/json\r\n'));
    expect(await client.until('"}}')).toMatch(/^HTTP\/1\.1 502 [\s\S]*destination-broke-off/);
    client.send(world.request('/next'));
    await client.until('last');
    await world.world.audit.whenOutcomes(2);
    expect(world.world.audit.outcomes()).toMatchObject([
      { end: 'destination-broke-off', status: 502 },
      { end: 'closed', status: 200 },
    ]);
  });

  test('says nothing has the idle limit', async () => {
    const limits = { idleMs: 200 };
    await using world = await startAnsweringSite(() => undefined, {}, { limits });
    const { client } = await world.open();
    client.send(world.request('/', 'Accept: application/json\r\n'));
    await client.closed();
    await world.world.audit.whenOutcomes(1);
    expect(world.world.audit.outcomes()[0]?.end).toMatch(/^(destination-timeout|aborted)$/);
  });
});

test('a large answer waits for a browser that does not read, and arrives byte for byte', async () => {
  const large = Buffer.alloc(30_000_000, '0123456789abcdef').toString('latin1');
  let sent: TLSSocket | null = null;
  await using world = await startAnsweringSite((_, socket) => {
    sent = socket;
    return ok(large);
  });
  const { client, socket } = await world.open();
  client.send(world.request());
  await client.until('0123456789');
  socket.pause();
  const written = () => sent?.bytesWritten ?? 0;
  let before = -1;
  while (written() !== before) {
    before = written();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(sent).toMatchObject({ writableNeedDrain: true });
  socket.resume();
  await world.world.audit.whenOutcomes(1);
  await client.until(large.slice(-1_000));
  while (client.received().length < large.length) await new Promise(setImmediate);
  expect(client.received().endsWith(`\r\n\r\n${large}`)).toBe(true);
});
