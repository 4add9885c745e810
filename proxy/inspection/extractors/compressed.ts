/** gz: one file, inflated piece by piece within the limits. */
import { createGunzip } from 'node:zlib';
import { decode, detectCharset } from '../charset.ts';
import type { Extractor } from '../extractor.ts';
import { type Budget, NotInspected } from '../limits.ts';

export const compressed: Extractor = {
  types: ['gz'],
  async *extract(bytes, extraction) {
    yield* extraction.inner(nameOf(bytes), await inflate(bytes, extraction.budget));
  },
};

/** RFC 1952: the name stands behind the ten bytes of the header where bit 3 is set and bit 2 is not. */
function nameOf(bytes: Uint8Array): string {
  if (((bytes[3] ?? 0) & 0b1100) !== 0b1000) return '';
  const end = bytes.indexOf(0, 10);
  return end < 0
    ? ''
    : decode(bytes.subarray(10, end), detectCharset(bytes.subarray(10, end)) ?? 'shift_jis');
}

async function inflate(bytes: Uint8Array, budget: Budget): Promise<Uint8Array> {
  const { ratio, ratioFrom, bytesOfEntry } = budget.limits;
  const gunzip = createGunzip();
  const chunks: Buffer[] = [];
  let length = 0;
  gunzip.end(bytes);
  try {
    for await (const chunk of gunzip) {
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
    gunzip.destroy();
  }
  return Buffer.concat(chunks);
}
