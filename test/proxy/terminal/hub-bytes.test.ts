import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { askHubForBytes } from '../../../proxy/terminal/hub-bytes.ts';
import { createHubAgents } from '../../../proxy/terminal/hub-request.ts';

const bytes = Buffer.alloc(5000, 'snapshot');
const sha256 = createHash('sha256').update(bytes).digest('hex');
type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

async function ask(answer: Answer, more: object = {}) {
  const server = http.createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
  using agents = createHubAgents();
  const { signal } = new AbortController();
  const normal = { url, token: 't', sha256, timeout: 60_000, silence: 60_000, limit: 10_000 };
  try {
    return await askHubForBytes({ ...normal, signal, agents, ...more });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('askHubForBytes', () => {
  it('gives the bytes that the hash names, asked for with the token', async () => {
    let token: string | undefined;
    const given = await ask((request, response) => {
      token = request.headers.authorization;
      response.end(bytes);
    });
    expect(Buffer.from(given).equals(bytes)).toBe(true);
    expect(token).toBe('Bearer t');
  });

  it.each<[string, Answer, object, string]>([
    ['other bytes', (_, response) => response.end('other'), {}, 'malformed'],
    ['half of them', (_, response) => response.end(bytes.subarray(0, 2000)), {}, 'malformed'],
    ['too many', (_, response) => response.end(bytes), { limit: 4000 }, 'oversized'],
    ['bytes without an end', (_, response) => pour(response), { limit: 100_000 }, 'oversized'],
    ['no answer', () => {}, { timeout: 50 }, 'timeout'],
    [
      'silence in the middle',
      (_, response) => void response.write('x'),
      { silence: 50 },
      'timeout',
    ],
    ['a refusal', (_, response) => response.writeHead(404).end(), {}, 'refused'],
    [
      'a token that is not known',
      (_, response) => response.writeHead(401).end(),
      {},
      'unauthorized',
    ],
    [
      'an answer that is cut',
      (_, response) => {
        response.writeHead(200, { 'content-length': 5000 });
        response.write('x', () => response.destroy());
      },
      {},
      'unreachable',
    ],
  ])('takes %s for a failure', async (_, answer, more, code) => {
    await expect(ask(answer, more)).rejects.toMatchObject({ name: 'HubError', code });
  });
});

function pour(response: http.ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write(bytes));
  };
  response.on('drain', more);
  more();
}
