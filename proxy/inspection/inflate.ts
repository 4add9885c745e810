/** Compressed bytes → bytes, piece by piece within the limits. */
import type { Transform } from 'node:stream';
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
