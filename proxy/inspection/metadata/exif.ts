/**
 * EXIF: directories of tags, as in TIFF (CIPA DC-008). Values are passed over where nothing is asked
 * of them: a list of four thousand million numbers costs nothing, and each directory is read once.
 */
import type { PictureMetadata } from '../../../shared/detection/picture-metadata.ts';
import { viewOf } from '../pictures/picture-facts.ts';
import type { MetadataBlock } from './metadata-block.ts';

type Directory = 'picture' | 'exif' | 'position';

/** Tags that lead to other directories: SubIFDs, Exif, GPS. */
const leads: Readonly<Record<number, Directory>> = {
  330: 'picture',
  34665: 'exif',
  34853: 'position',
};
/** Artist, those of Windows and DNG; owner, body and lens of Exif; what a place is called, of GPS. */
const texts: Readonly<Record<Directory, Readonly<Record<number, PictureMetadata>>>> = {
  picture: { 315: 'owner', 40093: 'owner', 50735: 'serial' },
  exif: { 315: 'owner', 42032: 'owner', 42033: 'serial', 42037: 'serial' },
  position: { 28: 'position' },
};
/** Latitude and longitude, of the camera and of what it looks at. */
const coordinates: ReadonlySet<number> = new Set([2, 4, 20, 22]);
const inside: Readonly<Record<number, MetadataBlock['form']>> = {
  700: 'xmp',
  33723: 'iptc',
  34377: 'photoshop',
};
/** Bytes of one value, by its type; 13 is a directory. */
const bytesOf = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
/** Of one file: a scan has one for each page. */
const mostDirectories = 2_000;
const mostTags = 50_000;
const mostLeads = 20;

export function exifMetadata(bytes: Uint8Array): {
  readonly kinds: ReadonlySet<PictureMetadata>;
  readonly blocks: readonly MetadataBlock[];
} {
  const kinds = new Set<PictureMetadata>();
  const blocks: MetadataBlock[] = [];
  const isLittle = bytes[0] === 0x49;
  const mark = String.fromCharCode(...bytes.subarray(0, 2));
  if (bytes.length < 14 || (mark !== 'II' && mark !== 'MM')) return { kinds, blocks };
  const view = viewOf(bytes);
  if (view.getUint16(2, isLittle) !== 42) return { kinds, blocks };

  const waiting: { start: number; of: Directory }[] = [
    { start: view.getUint32(4, isLittle), of: 'picture' },
  ];
  const seen = new Set<string>();
  let tags = mostTags;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { start, of } = next;
    const name = `${of} ${start}`;
    if (start + 2 > bytes.length || seen.has(name) || seen.size >= mostDirectories) continue;
    seen.add(name);
    const end = start + 2 + view.getUint16(start, isLittle) * 12;
    for (let at = start + 2; at < end && at + 12 <= bytes.length && tags > 0; at += 12, tags--)
      readTag(at, of);
    if (of === 'picture' && end + 4 <= bytes.length)
      waiting.push({ start: view.getUint32(end, isLittle), of });
  }
  return { kinds, blocks };

  function readTag(at: number, of: Directory): void {
    const tag = view.getUint16(at, isLittle);
    const size = bytesOf[view.getUint16(at + 2, isLittle)] ?? 0;
    const count = view.getUint32(at + 4, isLittle);
    const length = size * count;
    const place = length <= 4 ? at + 8 : view.getUint32(at + 8, isLittle);
    const value = bytes.subarray(place, place + length);
    const lead = of === 'position' ? undefined : leads[tag];
    if (lead !== undefined) {
      for (let each = 0; each + 4 <= value.length && each < mostLeads * 4; each += 4)
        waiting.push({ start: viewOf(value).getUint32(each, isLittle), of: lead });
      return;
    }
    if (of === 'position' && coordinates.has(tag) && says(value)) kinds.add('position');
    const kind = texts[of][tag];
    if (kind !== undefined && isWritten(value)) kinds.add(kind);
    const form = inside[tag];
    if (form !== undefined && of === 'picture') blocks.push({ form, bytes: value });
  }
}

/** Three fractions: those of a camera without a position are 0/1 or 0/0. */
function says(value: Uint8Array): boolean {
  return value.some((byte, at) => at % 8 < 4 && byte !== 0);
}

/** More than blanks. The mark of UserComment's charset is none of these tags'. */
function isWritten(value: Uint8Array): boolean {
  return value.subarray(0, 4096).some((byte) => byte !== 0 && byte !== 0x20);
}
