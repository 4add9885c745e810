/** GIF: a screen, then blocks: pictures, and extensions of which one is a comment. */
import { NotInspected } from '../limits.ts';
import { type PictureFacts, viewOf } from './picture-facts.ts';

const extension = 0x21;
const picture = 0x2c;
const trailer = 0x3b;
const comment = 0xfe;
const plainText = 0x01;

/** @throws NotInspected where it ends in the middle, or is no row of blocks */
export function readGif(bytes: Uint8Array): PictureFacts {
  if (bytes.length < 13) throw new NotInspected('truncated');
  const view = viewOf(bytes);
  const words: Uint8Array[] = [];
  let pictures = 0;
  let at = 13 + tableLength(bytes[10] ?? 0);
  for (;;) {
    const kind = bytes[at];
    if (kind === undefined) throw new NotInspected('truncated');
    if (kind === trailer) break;
    if (kind === extension) {
      const { data, end } = subBlocks(bytes, at + 2);
      if (bytes[at + 1] === comment || bytes[at + 1] === plainText) words.push(data);
      at = end;
    } else if (kind === picture) {
      pictures += 1;
      at = subBlocks(bytes, at + 11 + tableLength(bytes[at + 9] ?? 0)).end;
    } else throw new NotInspected('broken');
  }
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  return { ...size, turn: 1, pages: () => [bytes], hasMore: pictures > 1, words, end: at + 1 };
}

/** Bytes of a table of colours, by the flags before it. */
function tableLength(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** Pieces of up to 255 bytes, each behind its length; 0 is the end. */
function subBlocks(bytes: Uint8Array, from: number): { data: Uint8Array; end: number } {
  const pieces: Uint8Array[] = [];
  let at = from;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) throw new NotInspected('truncated');
    if (length === 0) return { data: Buffer.concat(pieces), end: at + 1 };
    pieces.push(bytes.subarray(at + 1, at + 1 + length));
    at += length + 1;
  }
}
