/** gz: one file, inflated piece by piece within the limits. */
import { createGunzip } from 'node:zlib';
import { decode, detectCharset } from '../charset.ts';
import type { Extractor } from '../extractor.ts';
import { inflate } from '../inflate.ts';

export const compressed: Extractor = {
  types: ['gz'],
  async *extract(bytes, extraction) {
    yield* extraction.inner(nameOf(bytes), await inflate(bytes, createGunzip(), extraction.budget));
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
