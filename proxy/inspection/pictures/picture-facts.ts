/** What stands in the file of a picture beside its pixels, and what an opener needs to know of it. */
import type { Turn } from '../ocr/engine.ts';

export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  readonly turn: Turn;
  /** A file for each page; the whole file where it has one. */
  readonly pages: () => Iterable<Uint8Array>;
  /** Pictures that are shown later, which nothing here opens. */
  readonly hasMore: boolean;
  /** Comments, descriptions, titles: bytes of texts. */
  readonly words: readonly Uint8Array[];
  /** Where the picture ends; what follows is something else. null where that is not told. */
  readonly end: number | null;
}

/** Of EXIF: 2, 4, 5 and 7 are mirrored as well, which no camera writes. */
export function turnOf(orientation: number | null): Turn {
  return orientation === 3 || orientation === 6 || orientation === 8 ? orientation : 1;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
