import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openParentTunnel } from '../../../../proxy/hub/feeds/parent-tunnel.ts';
import { compileUpstream } from '../../../../shared/policy/upstream.ts';
import { type ParentOptions, startParent } from '../../../support/parent-proxy.ts';

const basic = `Basic ${Buffer.from('city:pass').toString('base64')}`;

/** A publisher that says a word to each connection once it is spoken to. */
async function echoServer() {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (said) => socket.end(`heard ${said}`));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return { port, [Symbol.asyncDispose]: async () => void server.close() };
}

async function through(
  parentOptions: ParentOptions,
  more: {
    readonly user?: string;
    readonly password?: string | null;
    readonly silenceMs?: number;
  } = {},
) {
  await using site = await echoServer();
  await using parent = await startParent({
    leads: { 'lists.example': site.port },
    ...parentOptions,
  });
  const { user, password = null, silenceMs = 5_000 } = more;
  const asked: string[] = [];
  const socket = await openParentTunnel('lists.example:443', {
    upstream: compileUpstream({
      proxy: `http://127.0.0.1:${parent.port}`,
      ...(user !== undefined && { credential: { user } }),
    }),
    password: (proxy, of) => {
      asked.push(`${proxy} ${of}`);
      return password;
    },
    signal: new AbortController().signal,
    silenceMs,
  });
  socket.end('hello');
  const [heard] = await once(socket, 'data');
  socket.destroy();
  return {
    heard: String(heard),
    asked,
    lines: parent.asked,
    proxy: `http://127.0.0.1:${parent.port}`,
  };
}

describe('openParentTunnel', () => {
  it('is a connection to the publisher, by its name', async () => {
    const { heard, lines, asked } = await through({});
    expect(heard).toBe('heard hello');
    expect(lines).toEqual(['CONNECT lists.example:443']);
    expect(asked).toEqual([]);
  });

  it('shows the credential that is kept for this proxy and user', async () => {
    const { heard, asked, proxy } = await through(
      { wants: basic },
      { user: 'city', password: 'pass' },
    );
    expect(heard).toBe('heard hello');
    expect(asked).toEqual([`${proxy} city`]);
  });

  it.each<[string, ParentOptions, Parameters<typeof through>[1], string]>([
    ['no credential where one is wanted', { wants: basic }, {}, 'EUPSTREAM'],
    ['a wrong credential', { wants: basic }, { user: 'city', password: 'x' }, 'EUPSTREAM'],
    ['no credential kept', {}, { user: 'city', password: null }, 'EUPSTREAM'],
    ['a refusal', { refuses: ['lists.example'] }, {}, 'EUPSTREAM'],
    ['what is no HTTP', { onConnect: (socket) => socket.end('SSH-2.0-x\r\n') }, {}, 'EUPSTREAM'],
    ['an end without a word', { onConnect: (socket) => socket.end() }, {}, 'EUPSTREAM'],
    [
      'bytes before anybody spoke',
      { onConnect: (socket) => socket.write('HTTP/1.1 200 x\r\n\r\nsurprise') },
      {},
      'EUPSTREAM',
    ],
    ['silence', { onConnect: () => {} }, { silenceMs: 50 }, 'ETIMEDOUT'],
  ])('rejects on %s', async (_, parent, more, code) => {
    await expect(through(parent, more)).rejects.toMatchObject({ code });
  });

  it('rejects where nobody listens', async () => {
    await using site = await echoServer();
    const { port } = site;
    await site[Symbol.asyncDispose]();
    await expect(
      openParentTunnel('lists.example:443', {
        upstream: compileUpstream({ proxy: `http://127.0.0.1:${port}` }),
        password: () => null,
        signal: new AbortController().signal,
        silenceMs: 60_000,
      }),
    ).rejects.toMatchObject({ code: 'EUPSTREAM' });
  });
});
