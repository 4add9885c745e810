/**
 * browser ─body→ memory, never a disk. What is too large or finds no room is not held: it can still
 * go on as it comes, with what has been read of it in front.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { ByteBudget } from './byte-budget.ts';

export type HeldBody =
  | ({ readonly state: 'held'; readonly bytes: Buffer } & Going)
  | ({
      readonly state: 'not-held';
      readonly why: 'too-large' | 'busy';
      /** As announced, else as many as were read. */
      readonly length: number;
    } & Going)
  /** The browser went away in the middle of it. */
  | { readonly state: 'gone' };

interface Going {
  /** Byte for byte what was sent; to be taken once. */
  stream(): Readable;
  /** The memory is free again. */
  release(): void;
}

export interface HoldOptions {
  /** Bytes of one body. */
  readonly most: number;
  readonly budget: ByteBudget;
}

const sliceBytes = 262_144;

/** Whether a body comes, or may come, behind the header block. */
export function carriesBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

export async function holdBody(
  req: IncomingMessage,
  { most, budget }: HoldOptions,
): Promise<HeldBody> {
  const announced = Number(req.headers['content-length'] ?? 0);
  if (announced > most) return notHeld(req, 'too-large', announced, [], () => {});
  let taken = 0;
  const release = () => {
    budget.giveBack(taken);
    taken = 0;
  };
  const chunks: Buffer[] = [];
  const end = await readInto(req, (chunk) => {
    chunks.push(chunk);
    if (taken + chunk.length > most) return 'too-large';
    if (!budget.take(chunk.length)) return 'busy';
    taken += chunk.length;
    return null;
  });
  switch (end) {
    case 'whole': {
      const [first] = chunks;
      const bytes = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
      return { state: 'held', bytes, release, stream: () => Readable.from(slicesOf(bytes), plain) };
    }
    case 'gone':
      release();
      return { state: 'gone' };
    default: {
      const length = announced > 0 ? announced : chunks.reduce((sum, each) => sum + each.length, 0);
      return notHeld(req, end, length, chunks, release);
    }
  }
}

/** Ends with why `onChunk` wants no more: then the rest of it is still unread. */
function readInto(
  req: IncomingMessage,
  onChunk: (chunk: Buffer) => 'too-large' | 'busy' | null,
): Promise<'whole' | 'gone' | 'too-large' | 'busy'> {
  return new Promise((resolve) => {
    const settle = (end: 'whole' | 'gone' | 'too-large' | 'busy') => {
      req.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      // A later error of a request that is gone has nobody else to hear it.
      req.on('error', () => {});
      if (end === 'too-large' || end === 'busy') req.pause();
      resolve(end);
    };
    const onData = (chunk: Buffer) => {
      const stop = onChunk(chunk);
      if (stop !== null) settle(stop);
    };
    const onEnd = () => settle(req.complete ? 'whole' : 'gone');
    const onGone = () => settle('gone');
    req.on('data', onData).once('end', onEnd).once('error', onGone).once('close', onGone);
    if (req.destroyed) onGone();
  });
}

function notHeld(
  req: IncomingMessage,
  why: 'too-large' | 'busy',
  length: number,
  chunks: Buffer[],
  release: () => void,
): HeldBody {
  return {
    state: 'not-held',
    why,
    length,
    release,
    stream: () => (chunks.length === 0 ? req : Readable.from(continued(chunks, req), plain)),
  };
}

const plain = { objectMode: false } as const;

/** In pieces: written at once, TLS would make a second whole of it. */
function* slicesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    yield bytes.subarray(at, at + sliceBytes);
  }
}

async function* continued(chunks: Buffer[], req: IncomingMessage): AsyncGenerator<Buffer> {
  for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) yield chunk;
  for await (const chunk of req.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
}
