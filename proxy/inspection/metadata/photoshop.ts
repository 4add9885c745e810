/** Photoshop's image resources (8BIM): number, name, length, data. IPTC, EXIF and XMP stand among them. */
import { viewOf } from '../pictures/picture-facts.ts';
import { asciiAt, type MetadataBlock } from './metadata-block.ts';

const forms: Readonly<Record<number, MetadataBlock['form']>> = {
  1028: 'iptc',
  1058: 'exif',
  1059: 'exif',
  1060: 'xmp',
};
const mark = 'Photoshop 3.0\0';

export function* photoshopBlocks(bytes: Uint8Array): Generator<MetadataBlock> {
  const view = viewOf(bytes);
  let at = asciiAt(bytes, 0, mark.length) === mark ? mark.length : 0;
  while (at + 12 <= bytes.length && /^(?:8BIM|MeSa|AgHg|PHUT|DCSR)$/.test(asciiAt(bytes, at, 4))) {
    const number = view.getUint16(at + 4);
    // A length and letters, together an even number of bytes.
    const name = 1 + (bytes[at + 6] ?? 0);
    const start = at + 6 + name + (name % 2) + 4;
    if (start > bytes.length) return;
    const length = view.getUint32(start - 4);
    const form = forms[number];
    if (form !== undefined) yield { form, bytes: bytes.subarray(start, start + length) };
    at = start + length + (length % 2);
  }
}
