/**
 * What the file of a picture or video tells beside what it shows. Of interest where it is published:
 * the rules for postings look at it, those for uploads do not. Kinds alone; no value is kept.
 */
export const pictureMetadataKinds = [
  'position', // where it was taken: coordinates, the name of the place
  'persons', // names of persons who are in it
  'owner', // whose camera it was, who took it
  'serial', // numbers of camera and lens, which tie it to other pictures
] as const;
export type PictureMetadata = (typeof pictureMetadataKinds)[number];

/** Each once, in the order above. */
export function sortedMetadata(kinds: Iterable<PictureMetadata>): PictureMetadata[] {
  const found = new Set(kinds);
  return pictureMetadataKinds.filter((kind) => found.has(kind));
}
