/** One plain HTTP request through the proxy, on a connection of its own. */
import { request } from 'node:http';

export interface Through {
  readonly proxyPort: number;
  readonly authorization: string;
}

export interface Sent {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Resolves with the status and the body; null where the connection broke. */
export function requestThrough(
  { proxyPort, authorization }: Through,
  url: string,
  { method = 'GET', body, headers = {} }: Sent = {},
): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: proxyPort,
        path: url,
        method,
        headers: {
          ...headers,
          host: new URL(url).host,
          'proxy-authorization': authorization,
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        },
        agent: false,
        timeout: 10_000,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece) => {
          text += piece;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', () => resolve(null));
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(null));
    asked.end(body);
  });
}
