/** Compressed bytes → bytes, piece by piece within the limits. */
import type { Transform } from 'node:stream';
import { inflateRawSync } from 'node:zlib';
import { type Budget, NotInspected } from './limits.ts';

/** Of node:zlib: a stream that counts what it has read. */
export type Inflater = Transform & { readonly bytesWritten: number };

/** @throws NotInspected `truncated`, `broken`, and where a limit is reached */
export async function inflate(
  bytes: Uint8Array,
  inflater: Inflater,
  budget: Budget,
): Promise<Uint8Array> {
  inflater.end(bytes);
  try {
    return await gather(inflater, bytes.length, budget);
  } catch (error) {
    if (error instanceof NotInspected) throw error;
    const isCut = (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
    throw new NotInspected(isCut ? 'truncated' : 'broken');
  } finally {
    inflater.destroy();
  }
}

/** Of node:zlib: what it gives with `info`, and its types do not tell. */
interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/**
 * Deflated bytes in one go.
 * @param size that comes out of them, as a header says
 * @throws NotInspected `broken` also where it is another one, or something stands behind their end;
 * `too-large`, `ratio`; what the budget throws
 */
export function inflateWhole(packed: Uint8Array, size: number, budget: Budget): Uint8Array {
  const { ratio, ratioFrom, bytesOfEntry } = budget.limits;
  const inProportion = Math.max(ratioFrom, ratio * packed.length);
  const most = Math.min(size, inProportion, bytesOfEntry);
  // One byte more than there may be: one chunk, and no copy of it.
  const options = {
    info: true,
    chunkSize: Math.max(64, most + 1),
    maxOutputLength: Math.max(1, most),
  };
  let inflated: Inflated;
  try {
    inflated = inflateRawSync(packed, options) as unknown as Inflated;
  } catch (error) {
    const isMore = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    if (!isMore || most === size) throw new NotInspected('broken');
    throw new NotInspected(most === bytesOfEntry ? 'too-large' : 'ratio');
  }
  const { buffer, engine } = inflated;
  if (buffer.length !== size || engine.bytesWritten !== packed.length)
    throw new NotInspected('broken');
  budget.spend(size);
  return new Uint8Array(buffer.buffer, buffer.byteOffset, size);
}

/**
 * What comes out, as long as it keeps within the limits.
 * @param compressed bytes that it comes out of
 * @throws NotInspected `too-large`, `ratio`; what the pieces throw
 */
export async function gather(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  compressed: number,
  budget: Budget,
): Promise<Uint8Array> {
  const { ratio, ratioFrom, bytesOfEntry } = budget.limits;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > bytesOfEntry) throw new NotInspected('too-large');
    if (length > ratioFrom && length > ratio * compressed) throw new NotInspected('ratio');
    budget.spend(piece.length);
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}
