/** Undoes `Content-Encoding`: `gzip, br` was first gzip, then br. */
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { type Inflater, inflate } from '../inflate.ts';
import { type Budget, NotInspected } from '../limits.ts';

const inflaters: Readonly<Record<string, (bytes: Uint8Array) => Inflater>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  // RFC 9110 means zlib's format; some send what is inside it.
  deflate: (bytes) => (isZlib(bytes) ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
};

/** Nobody has a reason for more, and each may be a bomb. */
const mostEncodings = 3;

/** The encodings of a body, without those that change nothing. */
export function encodingsOf(contentEncoding: string): string[] {
  const names = contentEncoding.split(',').map((name) => name.trim().toLowerCase());
  return names.filter((name) => name !== '' && name !== 'identity');
}

/** @throws NotInspected `unknown-format` for an encoding that is none of ours, else those of inflate */
export async function decodeBody(
  body: Uint8Array,
  encodings: readonly string[],
  budget: Budget,
): Promise<Uint8Array> {
  if (encodings.length > mostEncodings) throw new NotInspected('too-deep');
  let bytes = body;
  for (const encoding of encodings.toReversed()) {
    const create = Object.hasOwn(inflaters, encoding) ? inflaters[encoding] : undefined;
    if (create === undefined) throw new NotInspected('unknown-format');
    const inflater = create(bytes);
    const decoded = await inflate(bytes, inflater, budget);
    // What stands behind the end: another reader may see it.
    if (inflater.bytesWritten < bytes.length) throw new NotInspected('broken');
    bytes = decoded;
  }
  return bytes;
}

/** RFC 1950: method 8, and both bytes are a multiple of 31. */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}
