/** Reads a call's JSON body with a limit on its size, then against the call's schema. */
import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { type Refusal, refuse } from './refusal.ts';

export const bodyLimit = 64 * 1024;
/** So much more is read and thrown away, or the answer would be lost with the connection. */
const mostDrained = 1024 * 1024 - bodyLimit;

/** null where the caller went away. @param limit bytes */
export async function readBody(
  request: IncomingMessage,
  limit = bodyLimit,
): Promise<Buffer | Refusal | null> {
  const drainLimit = limit + mostDrained;
  if (Number(request.headers['content-length'] ?? 0) > drainLimit) return refuse('body-too-large');
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length <= limit) pieces.push(piece);
      else if (length > drainLimit) return refuse('body-too-large');
    }
  } catch {
    return null;
  }
  return length > limit ? refuse('body-too-large') : Buffer.concat(pieces);
}

/** The sentence says where the body does not fit, never what was sent. */
export function parseBody<S extends z.ZodType>(schema: S, bytes: Uint8Array): z.infer<S> | Refusal {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('body-malformed', 'JSON (UTF-8) ではありません / it is not JSON in UTF-8');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return refuse('body-malformed', problems.join('; '));
}
