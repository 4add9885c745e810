/** A request with content through a test's gateway, as a browser sends it. */
import http, { type IncomingHttpHeaders } from 'node:http';
import { proxyAuthorization } from './test-gateway.ts';

export interface Sending {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Several pieces go in chunks, one goes with its length. */
  readonly body?: string | Uint8Array | readonly (string | Uint8Array)[];
  readonly agent?: http.Agent;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Rejects where the connection breaks. */
export function sendThrough(
  proxyPort: number,
  url: string,
  { method = 'POST', headers = {}, body, agent }: Sending = {},
): Promise<Answered> {
  const pieces = body === undefined ? [] : Array.isArray(body) ? body : [body as Uint8Array];
  const length =
    body === undefined || Array.isArray(body)
      ? {}
      : { 'content-length': Buffer.byteLength(body as Uint8Array) };
  return new Promise((resolve, reject) => {
    const asked = http.request({
      host: '127.0.0.1',
      port: proxyPort,
      method,
      path: url,
      agent: agent ?? false,
      headers: {
        host: new URL(url).host,
        'proxy-authorization': proxyAuthorization,
        ...length,
        ...headers,
      },
    });
    asked.on('error', reject);
    asked.on('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    for (const piece of pieces) asked.write(piece);
    asked.end();
  });
}
