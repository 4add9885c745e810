/** Plain text, in pieces of whole lines; a piece knows the end of the one before. */
import type { Part, Place } from '../../../shared/detection/part.ts';
import { decode, detectCharset } from '../charset.ts';
import type { Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';

/** Characters of one piece. */
const pieceLength = 256 * 1024;
/** Characters of what stood before that are kept as context. */
const context = 200;

export const text: Extractor = {
  types: ['text', 'vcf', 'ics'],
  async *extract(bytes, { place }) {
    const charset = detectCharset(bytes);
    if (charset === null) throw new NotInspected('unknown-format');
    yield* textPieces(decode(bytes, charset), { ...place, line: 1 });
  },
};

export function* textPieces(whole: string, place: Place): Generator<Part> {
  let line = place.line ?? 1;
  let before = '';
  for (let at = 0; at < whole.length; ) {
    const end = pieceEnd(whole, at);
    const piece = whole.slice(at, end);
    const isWhole = at === 0 && end === whole.length;
    yield {
      form: 'text',
      text: piece,
      place: place.line === undefined ? place : { ...place, line },
      before,
      alone: isWhole,
    };
    line += lineFeeds(piece);
    before = piece.slice(-context);
    at = end;
  }
}

/** After a line feed, or at least not between two digits. */
function pieceEnd(whole: string, at: number): number {
  const most = at + pieceLength;
  if (most >= whole.length) return whole.length;
  const lineEnd = whole.lastIndexOf('\n', most) + 1;
  if (lineEnd > at) return lineEnd;
  const head = whole.slice(at, most);
  const end = head.search(/[^\d\s\-_.・/０-９]{2}[\d\s\-_.・/０-９]*$/);
  return end > pieceLength / 2 ? at + end + 1 : most;
}

function lineFeeds(piece: string): number {
  let count = 0;
  for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) count++;
  return count;
}
