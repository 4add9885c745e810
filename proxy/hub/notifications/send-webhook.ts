/**
 * One delivery to one webhook: JSON, signed where there is a secret. Redirects are not followed, and
 * nothing of the answer but its status is read.
 *
 *   Sekisho-Delivery: 17                        the same at each attempt
 *   Sekisho-Signature: t=1785196800,v1=<hex>    HMAC-SHA256 over `t.body`
 */
import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { DeliveryFailure } from '../../../shared/protocol/notifications.ts';
import { errorCode } from '../../record/audit-log-error.ts';

export interface Delivery {
  readonly url: URL;
  /** The address that was checked. */
  readonly address: string;
  readonly isName: boolean;
  readonly body: string;
  readonly id: number;
  readonly secret: string | null;
  /** Seconds since 1970. */
  readonly time: number;
  readonly ca?: string;
  readonly timeoutMs?: number;
}

export function webhookSignature(secret: string, time: number, body: string): string {
  const hex = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return `t=${time},v1=${hex}`;
}

/** null: taken. */
export async function sendWebhook(delivery: Delivery): Promise<DeliveryFailure | null> {
  const { timeoutMs = 20_000 } = delivery;
  const time = AbortSignal.timeout(timeoutMs);
  try {
    const status = await post(delivery, time);
    if (status >= 200 && status < 300) return null;
    return status >= 300 && status < 400 ? 'redirected' : 'status';
  } catch (error) {
    if (time.aborted) return 'timeout';
    const code = errorCode(error);
    if (/CERT|SIGNATURE|ISSUER|ALTNAME|SELF_SIGNED/.test(code)) return 'certificate';
    return 'unreachable';
  }
}

function post(
  { url, address, isName, body, id, secret, time, ca }: Delivery,
  signal: AbortSignal,
): Promise<number> {
  const isSecure = url.protocol === 'https:';
  const trust = {
    ...(isName && { servername: url.hostname }),
    ...(ca !== undefined && { ca }),
  };
  const options = {
    method: 'POST',
    host: address,
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    agent: false as const,
    signal,
    headers: {
      host: url.host,
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Sekisho',
      'sekisho-delivery': String(id),
      ...(secret !== null && { 'sekisho-signature': webhookSignature(secret, time, body) }),
    },
  };
  return new Promise((resolve, reject) => {
    const onAnswer = (response: http.IncomingMessage) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    };
    const asked = isSecure
      ? https.request({ ...options, ...trust }, onAnswer)
      : http.request(options, onAnswer);
    asked.once('error', reject);
    asked.end(body);
  });
}
