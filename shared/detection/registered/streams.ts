/**
 * Which parts of a document follow each other as one text. A page's footer or a comment between two
 * halves of a paragraph does not part them; every file in an archive is a text of its own.
 */
import type { Corner, Part } from '../part.ts';

/** Names and properties are no text of the document, and masters stand in every one. */
const passedOver = new Set<Corner | undefined>([
  'name',
  'properties',
  'sheet-name',
  'bookmark',
  'master',
]);

/** null: not compared. */
export function streamOf({ place, ...part }: Part): string | null {
  if (passedOver.has(place.corner) || part.repeats === true) return null;
  return JSON.stringify([place.corner ?? '', place.entry ?? []]);
}

export function* textsOf(part: Part): Iterable<string> {
  if (part.form === 'text') yield part.text;
  else for (const row of part.rows) yield* row;
}
