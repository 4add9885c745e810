/** LZ4, as the frames of its specification 1.6.4 have it: blocks of literals and copies. */
import { NotInspected } from './limits.ts';

const magic = 0x184d2204;
const flag = { blockChecksum: 0x10, contentSize: 0x08, contentChecksum: 0x04, dictionary: 0x01 };
const stored = 0x80000000;
const blockBytes: Readonly<Record<number, number>> = {
  4: 64 * 1024,
  5: 256 * 1024,
  6: 1024 * 1024,
  7: 4 * 1024 * 1024,
};
/** How far back a copy may reach. */
const window = 65_536;

/** Block by block. @throws NotInspected broken, truncated, unknown-format (a dictionary) */
export function* lz4Blocks(bytes: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    for (let at = 0; at < bytes.length; ) at = yield* frame(bytes, view, at);
  } catch (error) {
    throw error instanceof RangeError ? new NotInspected('truncated') : error;
  }
}

function* frame(bytes: Uint8Array, view: DataView, start: number): Generator<Uint8Array, number> {
  const head = view.getUint32(start, true);
  // [16 kinds of] frames for others, which hold their length.
  if (head >>> 4 === 0x184d2a5) return start + 8 + view.getUint32(start + 4, true);
  if (head !== magic) throw new NotInspected('broken');
  const flags = view.getUint8(start + 4);
  if ((flags & flag.dictionary) !== 0) throw new NotInspected('unknown-format');
  const most = blockBytes[(view.getUint8(start + 5) >> 4) & 7];
  if (most === undefined) throw new NotInspected('broken');
  let at = start + 7 + ((flags & flag.contentSize) !== 0 ? 8 : 0);
  let before: Uint8Array = new Uint8Array();
  for (;;) {
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) break;
    const length = word & ~stored;
    const block = bytes.subarray(at, at + length);
    if (block.length < length) throw new NotInspected('truncated');
    const content = (word & stored) !== 0 ? block : unpacked(block, before, most);
    yield content;
    before = Buffer.concat([before, content]).subarray(-window);
    at += length + ((flags & flag.blockChecksum) !== 0 ? 4 : 0);
  }
  return at + ((flags & flag.contentChecksum) !== 0 ? 4 : 0);
}

function unpacked(block: Uint8Array, before: Uint8Array, most: number): Uint8Array {
  const out = new Uint8Array(before.length + most);
  out.set(before);
  let end = before.length;
  let at = 0;
  const length = (first: number) => {
    let sum = first;
    if (first < 15) return sum;
    for (;;) {
      const more = byteAt(block, at++);
      sum += more;
      if (more < 255) return sum;
    }
  };
  while (at < block.length) {
    const token = byteAt(block, at++);
    const literals = length(token >> 4);
    if (at + literals > block.length || end + literals > out.length)
      throw new NotInspected('broken');
    out.set(block.subarray(at, at + literals), end);
    at += literals;
    end += literals;
    if (at >= block.length) break;
    const back = byteAt(block, at) | (byteAt(block, at + 1) << 8);
    at += 2;
    const copied = length(token & 15) + 4;
    if (back === 0 || back > end || end + copied > out.length) throw new NotInspected('broken');
    // Byte by byte: a copy may overlap what it makes.
    for (let each = 0; each < copied; each++, end++) out[end] = out[end - back] ?? 0;
  }
  return out.slice(before.length, end);
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new NotInspected('truncated');
  return byte;
}
