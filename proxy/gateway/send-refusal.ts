/** A refusal as the response of http.Server. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Refusal, refusalBody } from './refusal.ts';

const lingerMs = 2_000;

/**
 * @param close the connection is not to be used again. What the browser is still sending is read
 * and thrown away for a moment: closing over unread bytes would be a reset, and the answer lost.
 */
export function sendRefusal(
  req: IncomingMessage,
  res: ServerResponse,
  refusal: Refusal,
  { close = false, extra = {} }: { close?: boolean; extra?: Record<string, string> } = {},
): void {
  if (res.headersSent || res.destroyed) {
    res.destroy();
    return;
  }
  const { headers, body } = refusalBody(refusal, req.headers.accept);
  const hasBody = !req.complete && bodyIsAnnounced(req);
  const isLast = close || hasBody;
  res.writeHead(refusal.status, {
    ...headers,
    ...extra,
    // HTTP/2 has no such field: the other streams of the connection go on.
    ...(isLast && req.httpVersionMajor < 2 && { Connection: 'close' }),
  });
  if (!hasBody) {
    res.end(body);
    return;
  }
  res.write(body);
  const timer = setTimeout(() => res.end(), lingerMs);
  res.once('close', () => clearTimeout(timer));
  req.once('end', () => res.end());
  req.resume();
}

function bodyIsAnnounced({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}
