/// <reference path="../seek-bzip.d.ts" />
/** gz, zst, zlib, br, bz2, xz, lz4: one file, unpacked piece by piece within the limits. */
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';
import bunzip from 'seek-bzip';
import * as xz from 'xz-decompress';
import { decode, detectCharset } from '../charset.ts';
import type { Extractor } from '../extractor.ts';
import { gather, inflate } from '../inflate.ts';
import { type Budget, NotInspected } from '../limits.ts';
import { lz4Blocks } from '../lz4.ts';

/** The package is CommonJS, and its names are seen by its types alone. */
const { XzReadableStream } = (xz as typeof xz & { default: typeof xz }).default;

type Unpack = (bytes: Uint8Array, budget: Budget) => Promise<Uint8Array>;

const unpackers: Readonly<Record<string, Unpack>> = {
  gz: (bytes, budget) => inflate(bytes, createGunzip(), budget),
  zst: (bytes, budget) => inflate(bytes, createZstdDecompress(), budget),
  zlib: (bytes, budget) => inflate(bytes, createInflate(), budget),
  lz4: (bytes, budget) => gather(lz4Blocks(bytes), bytes.length, budget),
  bz2: unpackBzip2,
  xz: unpackXz,
};

export const compressed: Extractor = {
  types: Object.keys(unpackers),
  async *extract(bytes, extraction) {
    const [type, name] = kindOf(bytes);
    const unpack = unpackers[type];
    if (unpack === undefined) throw new NotInspected('unknown-format');
    yield* extraction.inner(name, await unpack(bytes, extraction.budget));
  },
};

const marks: readonly (readonly [type: string, bytes: readonly number[]])[] = [
  ['gz', [0x1f, 0x8b]],
  ['zst', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bz2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
];

function kindOf(bytes: Uint8Array): [type: string, name: string] {
  const found = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  const type = found?.[0] ?? 'zlib';
  return [type, type === 'gz' ? gzipName(bytes) : ''];
}

const pieceBytes = 65_536;

/** The library hands over byte by byte; what throws in between ends it. */
async function unpackBzip2(bytes: Uint8Array, budget: Budget): Promise<Uint8Array> {
  const { bytesOfEntry, ratio, ratioFrom } = budget.limits;
  let out = new Uint8Array(pieceBytes);
  let length = 0;
  const writeByte = (byte: number) => {
    if (length === out.length) {
      budget.spend(length);
      if (length >= bytesOfEntry) throw new NotInspected('too-large');
      if (length > ratioFrom && length > ratio * bytes.length) throw new NotInspected('ratio');
      const larger = new Uint8Array(length * 2);
      larger.set(out);
      out = larger;
    }
    out[length++] = byte;
  };
  try {
    bunzip.decode(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      { writeByte },
      true,
    );
  } catch (error) {
    throw error instanceof NotInspected ? error : new NotInspected('broken');
  }
  budget.spend(length);
  return out.subarray(0, length);
}

async function unpackXz(bytes: Uint8Array, budget: Budget): Promise<Uint8Array> {
  const stream = new XzReadableStream(new Blob([Uint8Array.from(bytes)]).stream());
  try {
    return await gather(stream, bytes.length, budget);
  } catch (error) {
    throw error instanceof NotInspected ? error : new NotInspected('broken');
  }
}

/** Shorter than this, any bytes may be a stream by chance; what comes out has to be readable besides. */
const leastBrotli = 8;

/** Brotli has no mark: what nothing else knows is one where all of it unpacks. */
export const brotli: Extractor = {
  types: ['unknown'],
  async *extract(bytes, extraction) {
    if (bytes.length < leastBrotli) throw new NotInspected('unknown-format');
    const unpacker = createBrotliDecompress();
    const content = await inflate(bytes, unpacker, extraction.budget).catch((error: unknown) => {
      const isNone = error instanceof NotInspected && /broken|truncated/.test(error.why);
      throw isNone ? new NotInspected('unknown-format') : error;
    });
    if (content.length === 0 || unpacker.bytesWritten < bytes.length)
      throw new NotInspected('unknown-format');
    yield* extraction.inner('', content);
  },
};

/** RFC 1952: the name stands behind the ten bytes of the header where bit 3 is set and bit 2 is not. */
function gzipName(bytes: Uint8Array): string {
  if (((bytes[3] ?? 0) & 0b1100) !== 0b1000) return '';
  const end = bytes.indexOf(0, 10);
  return end < 0
    ? ''
    : decode(bytes.subarray(10, end), detectCharset(bytes.subarray(10, end)) ?? 'shift_jis');
}
