/** A piece of a file that tells of the picture: EXIF (a TIFF), XMP (XML) or IPTC (records). */
export interface MetadataBlock {
  readonly form: 'exif' | 'xmp' | 'iptc' | 'photoshop';
  readonly bytes: Uint8Array;
}

export function asciiAt(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

const exifMark = 'Exif\0\0';

/** EXIF with or without the mark before it. */
export function exifBlock(bytes: Uint8Array): MetadataBlock {
  const isMarked = asciiAt(bytes, 0, exifMark.length) === exifMark;
  return { form: 'exif', bytes: isMarked ? bytes.subarray(exifMark.length) : bytes };
}
