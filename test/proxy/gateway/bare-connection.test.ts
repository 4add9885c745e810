import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { ok, startAnsweringSite } from '../../support/answering-site.ts';

const echo = (head: string) => ok(`<${head.split(' ', 2).join(' ')}>`);

describe('a connection inside a tunnel', () => {
  test('changes to http.Server with the first request that carries something, and goes on', async () => {
    await using world = await startAnsweringSite(echo);
    const { client } = await world.open();
    client.send(world.request('/1'));
    await client.until('<GET /1>');
    client.send(world.request('/2', 'Content-Length: 0\r\n', 'POST'));
    await client.until('<POST /2>');
    client.send(world.request('/3'));
    await client.until('<GET /3>');
    await world.world.audit.whenOutcomes(3);
    expect(world.world.audit.decisions().map(({ method }) => method)).toEqual([
      'GET',
      'POST',
      'GET',
    ]);
  });

  test.each([
    ['in one piece', (all: string) => [all]],
    ['in many', (all: string) => all.split(/(?<=\r\n\r\n)/)],
    ['in crumbs', (all: string) => all.match(/[\s\S]{1,30}/g) ?? []],
  ])('answers requests that do not wait for each other in their order, %s', async (_, cut) => {
    await using world = await startAnsweringSite(echo);
    const { client } = await world.open();
    const paths = ['/1', '/2', '/3', '/4'];
    for (const piece of cut(paths.map((path) => world.request(path)).join(''))) {
      client.send(piece);
      await new Promise(setImmediate);
    }
    const answers = await client.until('<GET /4>');
    expect(answers.match(/<GET \/\d>/g)).toEqual(['<GET /1>', '<GET /2>', '<GET /3>', '<GET /4>']);
  });

  test('becomes a WebSocket behind a request', async () => {
    await using world = await startAnsweringSite((head) =>
      /upgrade: websocket/i.test(head)
        ? 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello'
        : echo(head),
    );
    const { client } = await world.open();
    client.send(world.request('/1'));
    await client.until('<GET /1>');
    client.send(world.request('/2', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'));
    expect(await client.until('hello')).toContain('101 Switching Protocols');
  });

  test('is kept behind a refusal, which has no body where it answers HEAD', async () => {
    const lists =
      '{ id: no, title: x, action: block, owner: x, reason: x, entries: ["city.localhost/no"] }';
    await using world = await startAnsweringSite(echo, { lists });
    const { client } = await world.open();
    client.send(world.request('/no', '', 'HEAD'));
    const refused = await client.until('\r\n\r\n');
    expect(refused).toMatch(/^HTTP\/1\.1 403 [\s\S]+Sekisho-Decision: /);
    client.send(world.request('/no', 'Accept: text/html\r\n'));
    await client.until('</html>');
    client.send(world.request('/yes'));
    const all = await client.until('<GET /yes>');
    expect(all.slice(refused.length)).toMatch(
      /^HTTP\/1\.1 403 [\s\S]+<\/html>\nHTTP\/1\.1 200 OK\r\n/,
    );
    expect(world.site.received.join('')).not.toContain('/no');
  });

  test('that says nothing is ended', async () => {
    await using world = await startAnsweringSite(echo, {}, { limits: { headerMs: 100 } });
    const { client } = await world.open();
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('whose browser leaves while the destination is silent ends what it asked for', async () => {
    await using world = await startAnsweringSite(() => undefined);
    const { client, socket } = await world.open();
    client.send(world.request('/1'));
    while (!world.site.received.join('').includes('/1')) await new Promise(setImmediate);
    socket.end();
    await world.world.audit.whenOutcomes(1);
    expect(world.world.audit.outcomes()).toMatchObject([{ end: 'aborted', status: null }]);
    while (world.site.sockets.size > 0) await new Promise(setImmediate);
  });

  test('that is closed unused leaves nothing', async () => {
    await using world = await startAnsweringSite(echo);
    const { socket } = await world.open();
    socket.end();
    await once(socket, 'close');
    expect(world.world.audit.decisions()).toEqual([]);
    while (world.world.gateway.open.persons > 0) await new Promise(setImmediate);
  });

  test('nothing of a request leaves before its line is durable', async () => {
    await using world = await startAnsweringSite(echo);
    const { audit } = world.world;
    audit.state = 'waiting';
    const { client } = await world.open();
    client.send(world.request('/1'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(world.site.received.join('')).toBe('');
    audit.release();
    await client.until('<GET /1>');
  });
});
