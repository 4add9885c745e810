/**
 *   pool ─ request without its bytes ─► child        messages are copied several times on their way
 *        ─────── the bytes ───────────► child        through a pipe of their own, into their place at once
 */
import { read } from 'node:fs';
import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import type { ChildRequest } from './messages.ts';

/** The child's number of it; what stands before it in `stdio` is not ours. */
export const pipeNumber = 4;
/** Bytes from which on the pipe is worth while. */
const large = 64 * 1024;
const empty = new Uint8Array();
const readSome = promisify(read);

/** What goes as a message. */
export type PipedRequest = ChildRequest & {
  /** So many bytes come through the pipe; absent: the request has its own. */
  readonly piped?: number;
};

/** Writes the bytes where they are many. Whoever listens to the child's end hears of what fails. */
export function pipeContent(request: ChildRequest, pipe: Writable): PipedRequest {
  const bytes = bytesOf(request);
  if (bytes === null || bytes.length < large) return request;
  pipe.write(bytes);
  return { ...withBytes(request, empty), piped: bytes.length };
}

/** In the child. Requests come one at a time, and so do their bytes. */
export async function takeContent(
  { piped = 0, ...request }: PipedRequest,
  pipe = pipeNumber,
): Promise<ChildRequest> {
  if (piped === 0) return request;
  const bytes = new Uint8Array(piped);
  for (let at = 0; at < piped; ) {
    const { bytesRead } = await readSome(pipe, bytes, at, piped - at, null);
    if (bytesRead === 0) throw new Error('the pipe ended before the content did');
    at += bytesRead;
  }
  return withBytes(request, bytes);
}

function bytesOf(request: ChildRequest): Uint8Array | null {
  if ('copy' in request) return request.copy.bytes;
  if ('picture' in request) return request.picture;
  if ('request' in request) return request.request.bytes;
  return 'bytes' in request.content ? request.content.bytes : null;
}

function withBytes(request: ChildRequest, bytes: Uint8Array): ChildRequest {
  if ('copy' in request) return { ...request, copy: { ...request.copy, bytes } };
  if ('picture' in request) return { ...request, picture: bytes };
  if ('request' in request) return { ...request, request: { ...request.request, bytes } };
  return { ...request, content: { bytes } };
}
