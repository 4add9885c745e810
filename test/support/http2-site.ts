/** A city's site over TLS that keeps what it gets, certified by an authority of the test's own. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { openAuthority } from '../../proxy/certificates/authority.ts';
import { lookingPolicy } from './looking-policy.ts';
import { startTestGateway, testPolicy } from './test-gateway.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sites-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const siteAuthority = await openAuthority(folder);
export const trust = [siteAuthority.caPem];
export const tls = {
  SNICallback: (_: string, done: (error: null, context: unknown) => void) =>
    done(null, siteAuthority.contextFor('city.localhost')),
};

export interface Got {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly isWhole: boolean;
}

export async function startSite(
  answer: (res: import('node:http').ServerResponse, got: Got) => void = (res) => res.end('taken'),
) {
  const got: Got[] = [];
  const server = https.createServer(tls as never, (req, res) => {
    const chunks: Buffer[] = [];
    const keep = () => {
      const { method = '', url = '', headers, complete } = req;
      const body = Buffer.concat(chunks).toString('latin1');
      const each = { method, url, headers, body, isWhole: complete };
      got.push(each);
      if (complete) answer(res, each);
    };
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', keep).on('error', keep);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    got,
    port,
    host: `city.localhost:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

export const open = (port: number, more = {}) =>
  startTestGateway(testPolicy({ open: [port], intercept: '{ default: true }', ...more }), {
    trust,
  });
export const looking = (port: number, more = {}) =>
  startTestGateway(lookingPolicy([port], { intercept: '{ default: true }', ...more }), { trust });

/** One frame of HTTP/2. */
export function frame(type: number, flags: number, payload: Buffer, stream = 0): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}
