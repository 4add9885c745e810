/** One plain HTTP request through the proxy, on a connection of its own. */
import { request } from 'node:http';

export interface Through {
  readonly proxyPort: number;
  readonly authorization: string;
}

/** Resolves with the status and the body; null where the connection broke. */
export function requestThrough(
  { proxyPort, authorization }: Through,
  url: string,
): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: proxyPort,
        path: url,
        headers: { host: new URL(url).host, 'proxy-authorization': authorization },
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
    asked.end();
  });
}
