/**
 * browser ─body→ memory, never a disk. What finds no room waits for it unread. What is too large, or
 * has waited too long, is not held: it can still go on as it comes, what has been read of it in front.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { ByteBudget } from './byte-budget.ts';
import { freeChunk } from './free-chunk.ts';

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
  /**
   * The memory is free again.
   * @param isOver nobody refers to the bytes any more: they are gone at once
   */
  release(isOver?: boolean): void;
}

export interface HoldOptions {
  /** Bytes of one body. */
  readonly most: number;
  readonly budget: ByteBudget;
}

const sliceBytes = 262_144;
/** What a body of unknown length asks for at first. */
const stepBytes = 65_536;

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
  const gone = new AbortController();
  const onGone = () => {
    if (!isWhole(req)) gone.abort();
  };
  req.once('close', onGone).once('error', onGone);
  if (req.destroyed) onGone();
  const room = createRoom(budget, gone.signal);
  try {
    // All of it before the first byte: two that are half read would wait for each other.
    const hasRoom = announced === 0 || (await room.grow(announced));
    if (gone.signal.aborted) return goneWith(room);
    if (!hasRoom) return notHeld(req, 'busy', announced, [], room.release);
    return announced > 0
      ? await holdKnown(req, announced, room)
      : await holdGrowing(req, most, room);
  } finally {
    req.off('close', onGone).off('error', onGone);
  }
}

interface Room {
  readonly taken: number;
  grow(bytes: number): Promise<boolean>;
  release(): void;
}

function createRoom(budget: ByteBudget, signal: AbortSignal): Room {
  let taken = 0;
  return {
    get taken() {
      return taken;
    },
    async grow(bytes) {
      const isGiven = await budget.wait(bytes, taken, signal);
      if (isGiven) taken += bytes;
      return isGiven;
    },
    release() {
      const back = taken;
      taken = 0;
      if (back > 0) budget.giveBack(back);
    },
  };
}

function goneWith(room: Room): HeldBody {
  room.release();
  return { state: 'gone' };
}

/** Its length is known: into one piece of memory, without a second copy. */
async function holdKnown(req: IncomingMessage, length: number, room: Room): Promise<HeldBody> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  const end = await readInto(req, (chunk) => {
    filled += chunk.copy(bytes, filled);
    freeChunk(chunk);
    return null;
  });
  return end === 'whole' && filled === length ? heldAs(bytes, room) : goneWith(room);
}

async function holdGrowing(req: IncomingMessage, most: number, room: Room): Promise<HeldBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const end = await readInto(req, (chunk) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > most) return 'too-large';
      return length > room.taken ? 'full' : null;
    });
    switch (end) {
      case 'whole': {
        const [first] = chunks;
        const bytes = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
        return heldAs(bytes, room);
      }
      case 'gone':
        return goneWith(room);
      case 'too-large':
        return notHeld(req, end, length, chunks, room.release);
      case 'full': {
        // In steps that grow with it.
        const step = Math.min(Math.max(stepBytes, length), most - length);
        if (await room.grow(length - room.taken + step)) continue;
        const isGone = req.destroyed && !isWhole(req);
        return isGone ? goneWith(room) : notHeld(req, 'busy', length, chunks, room.release);
      }
      default:
        end satisfies never;
    }
  }
}

function heldAs(bytes: Buffer, room: Room): HeldBody {
  const stream = () => Readable.from(slicesOf(bytes), plain);
  const release = (isOver = false) => {
    // The garbage collector sees small objects here, and lets hundreds of megabytes stand.
    if (isOver) freeChunk(bytes);
    room.release();
  };
  return { state: 'held', bytes, release, stream };
}

/** Read to its end, after which it is closed like one that broke off. */
function isWhole(req: IncomingMessage): boolean {
  return req.readableEnded && req.complete;
}

type Stop = 'too-large' | 'full';

/** Ends with why `onChunk` wants no more for now: then the rest of it is still unread. */
function readInto(
  req: IncomingMessage,
  onChunk: (chunk: Buffer) => Stop | null,
): Promise<'whole' | 'gone' | Stop> {
  return new Promise((resolve) => {
    const settle = (end: 'whole' | 'gone' | Stop) => {
      req.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      // A later error of a request that is gone has nobody else to hear it.
      if (req.listenerCount('error') === 0) req.on('error', () => {});
      if (end === 'too-large' || end === 'full') req.pause();
      resolve(end);
    };
    const onData = (chunk: Buffer) => {
      const stop = onChunk(chunk);
      if (stop !== null) settle(stop);
    };
    const onEnd = () => settle(req.complete ? 'whole' : 'gone');
    const onGone = () => settle('gone');
    req.on('data', onData).once('end', onEnd).once('error', onGone).once('close', onGone);
    // The end came while nobody listened; what has ended is destroyed as well.
    if (req.readableEnded) onEnd();
    else if (req.destroyed) onGone();
    else req.resume();
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
