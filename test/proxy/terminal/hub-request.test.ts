import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { askHub, createHubAgents } from '../../../proxy/terminal/hub-request.ts';

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

async function ask(
  answer: Answer,
  more: { timeout?: number; limit?: number; signal?: AbortSignal } = {},
) {
  const server = http.createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  using agents = createHubAgents();
  try {
    return await askHub({ method: 'GET', url, timeout: 60_000, limit: 1000, agents, ...more });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('askHub', () => {
  it.each<[string, Answer, { status: number; json: unknown }]>([
    ['JSON', (_, response) => response.end('{"a":1}'), { status: 200, json: { a: 1 } }],
    ['nothing', (_, response) => response.writeHead(204).end(), { status: 204, json: null }],
    [
      'a refusal',
      (_, response) => response.writeHead(403).end('{"error":{}}'),
      { status: 403, json: { error: {} } },
    ],
    [
      'a redirect, which is not followed',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      { status: 302, json: null },
    ],
  ])('gives %s', async (_, answer, expected) => {
    expect(await ask(answer)).toEqual(expected);
  });

  it.each<[string, Answer, object, string]>([
    ['no JSON', (_, response) => response.end('<html>'), {}, 'malformed'],
    ['too much', (_, response) => response.end('x'.repeat(5000)), {}, 'oversized'],
    ['too much without an end', (_, response) => void endless(response), {}, 'oversized'],
    ['no answer', () => {}, { timeout: 50 }, 'timeout'],
    [
      'an answer that comes drop by drop',
      (_, response) => void response.write('{'),
      { timeout: 50 },
      'timeout',
    ],
    ['a connection that is cut', (request) => request.socket.destroy(), {}, 'unreachable'],
    [
      'an answer that is cut',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('{"a":', () => response.destroy());
      },
      {},
      'unreachable',
    ],
    ['an ask that is given up', () => {}, { signal: AbortSignal.timeout(20) }, 'unreachable'],
  ])('fails on %s', async (_, answer, more, code) => {
    await expect(ask(answer, more)).rejects.toMatchObject({ name: 'HubError', code });
  });

  it('fails where nobody listens', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    using agents = createHubAgents();
    const url = `http://127.0.0.1:${port}/`;
    const asked = askHub({ method: 'GET', url, timeout: 60_000, limit: 1000, agents });
    await expect(asked).rejects.toMatchObject({ code: 'unreachable' });
  });
});

function endless(response: http.ServerResponse): void {
  const more = () => response.write('x'.repeat(1000), (error) => (error ? undefined : more()));
  more();
}
