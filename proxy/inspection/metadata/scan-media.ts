/**
 * HEIF, AVIF, JPEG XL and videos: boxes in boxes, which tables in other boxes lead to. What is looked
 * for begins with marks of eight bytes and more, which pixels do not hold by chance: so it is found
 * wherever it stands, also where the tables are broken.
 */
import type { MetadataBlock } from './metadata-block.ts';

/** TIFF's head, its first directory right behind it. */
const exifMarks = ['MM\0*\0\0\0\x08', 'II*\0\x08\0\0\0'].map((mark) => Buffer.from(mark, 'latin1'));
const xmpMarks = ['<x:xmpmeta', '<rdf:RDF'].map((mark) => Buffer.from(mark));
const xmpEnds = ['</x:xmpmeta>', '</rdf:RDF>'].map((mark) => Buffer.from(mark));
/** Of QuickTime and of Android, and the key of QuickTime's newer metadata. */
const positionBox = Buffer.from('\xa9xyz', 'latin1');
const positionKey = Buffer.from('com.apple.quicktime.location.ISO6709');
/** ISO 6709: `+39.3133+140.5669/`. */
const position = /^[+-]\d{2,6}(?:\.\d+)?[+-]\d{3,7}/;
/** Places at which one mark is looked for: a burst has a few. */
const most = 50;
/** Bytes of one block, where nothing tells its end. */
const longest = 4 * 1024 * 1024;

export function* mediaBlocks(file: Uint8Array): Generator<MetadataBlock> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  for (const mark of exifMarks) {
    for (const at of placesOf(bytes, mark))
      yield { form: 'exif', bytes: bytes.subarray(at, at + longest) };
  }
  for (const [index, mark] of xmpMarks.entries()) {
    const ending = xmpEnds[index] as Buffer;
    for (const at of placesOf(bytes, mark)) {
      const end = bytes.subarray(at, at + longest).indexOf(ending);
      const length = end < 0 ? longest : end + ending.length;
      yield { form: 'xmp', bytes: bytes.subarray(at, at + length) };
    }
  }
}

/** Where a video was taken. */
export function tellsPosition(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.includes(positionKey)) return true;
  // Behind its name: a length and a language, of two bytes each.
  return [...placesOf(bytes, positionBox)].some((at) =>
    position.test(bytes.toString('latin1', at + 8, at + 60)),
  );
}

function* placesOf(bytes: Buffer, mark: Buffer): Generator<number> {
  let left = most;
  for (let at = bytes.indexOf(mark); at >= 0 && left-- > 0; at = bytes.indexOf(mark, at + 1))
    yield at;
}
