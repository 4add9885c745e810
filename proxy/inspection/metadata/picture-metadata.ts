/**
 *   file ─ by its format ─► blocks ─┬ EXIF      ─► tags ──────┐
 *                                   ├ Photoshop ─► its own    ├─► kinds of what they tell
 *                                   ├ IPTC      ─► records ───┤
 *                                   └ XMP       ─► elements ──┘
 * No value leaves this folder. What is broken tells as much as can be read of it.
 */
import {
  type PictureMetadata,
  sortedMetadata,
} from '../../../shared/detection/picture-metadata.ts';
import { exifMetadata } from './exif.ts';
import { iptcMetadata } from './iptc.ts';
import type { MetadataBlock } from './metadata-block.ts';
import { photoshopBlocks } from './photoshop.ts';
import { gifBlocks, jpegBlocks, pngBlocks, webpBlocks } from './picture-blocks.ts';
import { mediaBlocks, tellsPosition } from './scan-media.ts';
import { xmpMetadata } from './xmp.ts';

const readers: Readonly<Record<string, (bytes: Uint8Array) => Iterable<MetadataBlock>>> = {
  jpeg: jpegBlocks,
  png: pngBlocks,
  webp: webpBlocks,
  gif: gifBlocks,
  tiff: (bytes) => [{ form: 'exif', bytes }],
};
/** Boxes in boxes, as sniff.ts names the formats: HEIF, AVIF, JPEG XL, videos of phones. */
const media: ReadonlySet<string> = new Set([
  ...['heic', 'heif', 'avif', 'jxl', 'jp2', 'jpx'],
  ...['mp4', 'mov', 'm4v', '3gp', '3g2'],
]);
/** Of one file, with those in others; those of cameras have three or four. */
const mostBlocks = 200;
/** Bytes of XMP of one file: more is looked at for as long as nobody waits. */
const mostXmp = 8 * 1024 * 1024;
/** Blocks in blocks: a TIFF holds Photoshop's, which holds EXIF. */
const deepest = 3;

/** @param type of sniff.ts. Never throws. */
export function pictureMetadata(type: string, bytes: Uint8Array): PictureMetadata[] {
  const found = new Set<PictureMetadata>();
  const isMedia = media.has(type);
  const blocks = isMedia ? mediaBlocks : readers[type];
  if (blocks === undefined) return [];
  try {
    if (isMedia && tellsPosition(bytes)) found.add('position');
    const left: Left = { blocks: mostBlocks, xmp: mostXmp };
    for (const block of blocks(bytes)) {
      if (left.blocks <= 0) break;
      readBlock(block, found, left, 0);
    }
  } catch {
    // Of a broken file: what was found until there.
  }
  return sortedMetadata(found);
}

interface Left {
  blocks: number;
  xmp: number;
}

function readBlock(
  { form, bytes }: MetadataBlock,
  found: Set<PictureMetadata>,
  left: Left,
  depth: number,
): void {
  if (depth > deepest || left.blocks-- <= 0) return;
  const inner = (blocks: Iterable<MetadataBlock>) => {
    for (const block of blocks) readBlock(block, found, left, depth + 1);
  };
  switch (form) {
    case 'exif': {
      const { kinds, blocks } = exifMetadata(bytes);
      for (const kind of kinds) found.add(kind);
      inner(blocks);
      return;
    }
    case 'photoshop':
      inner(photoshopBlocks(bytes));
      return;
    case 'iptc':
      for (const kind of iptcMetadata(bytes)) found.add(kind);
      return;
    case 'xmp':
      for (const kind of xmpMetadata(bytes.subarray(0, Math.max(0, left.xmp)))) found.add(kind);
      left.xmp -= bytes.length;
      return;
    default:
      form satisfies never;
  }
}
