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
  const { ratio, ratioFrom, bytesOfEntry } = budget.limits;
  const chunks: Buffer[] = [];
  let length = 0;
  inflater.end(bytes);
  try {
    for await (const chunk of inflater) {
      length += chunk.length;
      if (length > bytesOfEntry) throw new NotInspected('too-large');
      if (length > ratioFrom && length > ratio * bytes.length) throw new NotInspected('ratio');
      budget.spend(chunk.length);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof NotInspected) throw error;
    const isCut = (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
    throw new NotInspected(isCut ? 'truncated' : 'broken');
  } finally {
    inflater.destroy();
  }
  return Buffer.concat(chunks);
}
