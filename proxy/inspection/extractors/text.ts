/** Plain text, in pieces of whole lines; a piece knows the end of the one before. */
import type { Part, Place } from '../../../shared/detection/part.ts';
import { decodePieces, detectCharset } from '../charset.ts';
import type { Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';

/** Characters of one piece. */
const pieceLength = 256 * 1024;
/** Characters of what stood before that are kept as context. */
const context = 200;
const ofNumber = /[\d\s\-_.・/０-９]/;

export const text: Extractor = {
  types: ['text', 'vcf', 'ics'],
  async *extract(bytes, { place }) {
    const charset = detectCharset(bytes);
    if (charset === null) throw new NotInspected('unknown-format');
    yield* textPieces(decodePieces(bytes, charset), { ...place, line: 1 });
  },
};

/** @param chunks the text, cut anywhere: not all of it is held at once */
export function* textPieces(chunks: Iterable<string>, place: Place): Generator<Part> {
  let line = place.line ?? 1;
  let before = '';
  let rest = '';
  let isFirst = true;
  const part = (piece: string, isLast: boolean): Part => {
    const made: Part = {
      form: 'text',
      text: piece,
      place: place.line === undefined ? place : { ...place, line },
      before,
      alone: isFirst && isLast,
    };
    line += lineFeeds(piece);
    before = piece.slice(-context);
    isFirst = false;
    return made;
  };
  for (const chunk of chunks) {
    rest += chunk;
    while (rest.length > pieceLength) {
      const end = pieceEnd(rest);
      yield part(rest.slice(0, end), false);
      rest = rest.slice(end);
    }
  }
  if (rest !== '') yield part(rest, true);
}

/** After a line feed, or at least not between two digits. */
function pieceEnd(rest: string): number {
  const lineEnd = rest.lastIndexOf('\n', pieceLength) + 1;
  if (lineEnd > 0) return lineEnd;
  let end = pieceLength;
  while (end > pieceLength / 2 && ofNumber.test(rest.charAt(end - 1))) end--;
  const isBetween = !ofNumber.test(rest.charAt(end - 2));
  return end - 2 > pieceLength / 2 && isBetween ? end - 1 : pieceLength;
}

function lineFeeds(piece: string): number {
  let count = 0;
  for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) count++;
  return count;
}
