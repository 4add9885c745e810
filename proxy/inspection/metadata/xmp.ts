/**
 * XMP (ISO 16684-1): properties are elements or attributes, lists of them stand in between. Names
 * are looked at without their prefixes, which anybody may choose.
 */
import type { PictureMetadata } from '../../../shared/detection/picture-metadata.ts';
import { decode, detectCharset } from '../charset.ts';
import { XmlCursor } from '../xml-cursor.ts';

/** As attribute, or as element with a text somewhere in it. */
const kinds: Readonly<Record<string, PictureMetadata>> = {
  GPSLatitude: 'position',
  GPSLongitude: 'position',
  GPSDestLatitude: 'position',
  GPSDestLongitude: 'position',
  GPSAreaInformation: 'position',
  City: 'position',
  Location: 'position',
  LocationCreated: 'position',
  LocationShown: 'position',
  Sublocation: 'position',
  PersonInImage: 'persons',
  PersonDisplayName: 'persons',
  creator: 'owner',
  Artist: 'owner',
  CameraOwnerName: 'owner',
  OwnerName: 'owner',
  SerialNumber: 'serial',
  BodySerialNumber: 'serial',
  LensSerialNumber: 'serial',
  CameraSerialNumber: 'serial',
};
const names = Object.keys(kinds);
/** Names of persons, where they stand in these (mwg-rs). Cameras mark faces without naming them. */
const regions = 'Regions';
const nameOfRegion = 'Name';
/** Letters that are looked at; histories of edits are long. */
const longest = 4_000_000;
const mostPosition = /GPS(?:Dest)?(?:Latitude|Longitude)\s*(?:=\s*["']\s*[^"'\s]|>\s*[^<\s])/;

export function xmpMetadata(bytes: Uint8Array): ReadonlySet<PictureMetadata> {
  const found = new Set<PictureMetadata>();
  const text = decode(bytes, detectCharset(bytes.subarray(0, 65_536)) ?? 'utf-8').slice(0, longest);
  const start = text.indexOf('<');
  // Most XMP tells nothing of the kind: no need to take it apart.
  const present = names.filter((name) => text.includes(name));
  if (start < 0 || (present.length === 0 && !text.includes(regions))) return found;
  try {
    readElements(new XmlCursor(text.slice(start)), present, found);
  } catch {
    // Of what is no XML: the one that matters most.
    if (mostPosition.test(text)) found.add('position');
  }
  return found;
}

function readElements(
  cursor: XmlCursor,
  present: readonly string[],
  found: Set<PictureMetadata>,
): void {
  /** What a text in each of them would tell. */
  const open: (PictureMetadata | null)[] = [];
  let inRegions = 0;
  while (cursor.next()) {
    if (cursor.kind === 'text') {
      const kind = open.at(-1) ?? null;
      if (kind !== null && cursor.text.trim() !== '') found.add(kind);
    } else if (cursor.kind === 'close') {
      open.pop();
      if (cursor.name === regions) inRegions -= 1;
    } else {
      if (cursor.name === regions) inRegions += 1;
      const isNamed = inRegions > 0;
      const isName = isNamed && cursor.name === nameOfRegion;
      open.push(isName ? 'persons' : (own(cursor.name) ?? open.at(-1) ?? null));
      for (const name of present)
        if (isSaid(cursor.attribute(name))) found.add(kinds[name] as never);
      if (isNamed && isSaid(cursor.attribute(nameOfRegion))) found.add('persons');
    }
  }
}

function own(name: string): PictureMetadata | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

function isSaid(value: string | null): boolean {
  return value !== null && value.trim() !== '';
}
