/** hub ─► the proxy above (`upstream`) ─► publisher: a CONNECT of our own, for what the hub fetches. */
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { CompiledUpstream } from '../../../shared/policy/upstream.ts';

export interface ParentTunnelOptions {
  readonly upstream: CompiledUpstream;
  /** null where this machine has none for this user of this proxy. */
  readonly password: (proxy: string, user: string) => string | null;
  readonly signal: AbortSignal;
  /** Milliseconds without an answer. */
  readonly silenceMs: number;
  /** Certificates that are trusted besides the system's, where the proxy is reached by https. */
  readonly ca?: string;
}

/** @param authority `lists.example.jp:443`. Rejects with `code` EUPSTREAM, or ETIMEDOUT where nothing was said. */
export async function openParentTunnel(
  authority: string,
  options: ParentTunnelOptions,
): Promise<Socket> {
  const { upstream, signal, silenceMs, ca } = options;
  const { host, kind, port, scheme } = upstream.destination;
  const { request } = scheme === 'https' ? https : http;
  const asked = request({
    host,
    port,
    method: 'CONNECT',
    path: authority,
    agent: false,
    signal,
    ...(kind === 'name' && { servername: host }),
    ...(ca !== undefined && { ca }),
    headers: { host: authority, ...credentialOf(options) },
  });
  return new Promise((resolve, reject) => {
    asked.setTimeout(silenceMs, () => asked.destroy(failed('ETIMEDOUT')));
    asked.once('connect', ({ statusCode = 0 }, socket, rest) => {
      // In TLS the client speaks first: bytes behind the answer are none of the publisher's.
      if (statusCode >= 200 && statusCode < 300 && rest.length === 0) resolve(socket as Socket);
      else {
        socket.destroy();
        reject(failed('EUPSTREAM'));
      }
    });
    asked.once('response', (response) => {
      response.destroy();
      reject(failed('EUPSTREAM'));
    });
    asked.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(failed(code === 'ETIMEDOUT' ? code : 'EUPSTREAM')),
    );
    asked.end();
  });
}

function credentialOf({ upstream, password }: ParentTunnelOptions): Record<string, string> {
  const { proxy, user } = upstream;
  if (user === null) return {};
  const kept = password(proxy, user);
  if (kept === null) throw failed('EUPSTREAM');
  const basic = Buffer.from(`${user}:${kept}`, 'utf8').toString('base64');
  return { 'proxy-authorization': `Basic ${basic}` };
}

function failed(code: 'EUPSTREAM' | 'ETIMEDOUT'): Error {
  return Object.assign(new Error('the proxy above'), { code });
}
