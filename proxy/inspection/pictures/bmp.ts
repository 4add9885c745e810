/** BMP: a header, another of one of several lengths, pixels. */
import { NotInspected } from '../limits.ts';
import { type PictureFacts, viewOf } from './picture-facts.ts';

/** @throws NotInspected where it is too short */
export function readBmp(bytes: Uint8Array): PictureFacts {
  if (bytes.length < 26) throw new NotInspected('truncated');
  const view = viewOf(bytes);
  const isOld = view.getUint32(14, true) === 12;
  const size = isOld
    ? { width: view.getUint16(18, true), height: view.getUint16(20, true) }
    : { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
  // The length that it names is often wrong.
  return { ...size, turn: 1, pages: () => [bytes], hasMore: false, words: [], end: null };
}
