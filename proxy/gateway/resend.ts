/** Requests that stayed here go on as they came, one after the other, before the one that ends them. */
import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import { GatewayError } from './statuses.ts';
import type { Leaving, WaysOut } from './way-out.ts';

export interface Resent {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Those that travel. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Rejects where the destination does not take it. */
export async function resend(
  leaving: Leaving,
  { method, target, headers, body }: Resent,
  ways: WaysOut,
  idleMs: number,
): Promise<void> {
  const {
    target: to,
    agent,
    ssl,
  } = ways.options(leaving, false) as {
    target: { host: string; port: number; protocol: string };
    agent?: http.Agent;
    ssl?: object;
  };
  const framed = { ...headers, 'content-length': String(body.length) };
  delete (framed as IncomingHttpHeaders)['transfer-encoding'];
  const options = {
    host: to.host,
    port: to.port,
    method,
    path: target,
    headers: { ...framed, ...ways.headers(leaving) },
    ...(agent !== undefined && { agent }),
    ...ssl,
  };
  const status = await new Promise<number>((resolve, reject) => {
    const request = to.protocol === 'https:' ? https.request(options) : http.request(options);
    request.on('error', reject);
    request.setTimeout(idleMs, () => request.destroy(new GatewayError('RESPONSE_TIMEOUT')));
    request.on('response', (answer) => {
      answer.on('error', reject);
      answer.on('end', () => resolve(answer.statusCode ?? 0));
      answer.resume();
    });
    request.end(body);
  });
  // 308: "go on" of Google's protocol.
  if ((status < 200 || status > 299) && status !== 308) throw new GatewayError('ECONNABORTED');
}
