/** Answers written to the socket itself, where no http.Server is in between. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type Refusal, refusalBody } from './refusal.ts';

export const established = 'HTTP/1.1 200 Connection Established\r\n\r\n';

export const challenge = 'Basic realm="Sekisho", charset="UTF-8"';

/** The whole response as text. */
export function rawRefusal(
  refusal: Refusal,
  accept: string | undefined,
  extra: Readonly<Record<string, string>> = {},
): Buffer {
  const { headers, body } = refusalBody(refusal, accept);
  const lines = Object.entries({ ...headers, ...extra }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const start = `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? 'Refused'}`;
  return Buffer.concat([Buffer.from(`${[start, ...lines].join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

const lingerMs = 2_000;

/**
 * Answers and closes. What the browser is still sending is read and thrown away for a moment:
 * closing over unread bytes would be a reset, and the answer lost.
 */
export function refuseAndClose(
  socket: Socket,
  refusal: Refusal,
  accept?: string | undefined,
  extra: Readonly<Record<string, string>> = {},
): void {
  if (socket.destroyed) return;
  socket.on('error', () => {});
  socket.removeAllListeners('data');
  socket.end(rawRefusal(refusal, accept, { ...extra, Connection: 'close' }));
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('end', () => socket.destroySoon());
  socket.once('close', () => clearTimeout(timer));
}
