/** Plain text, in pieces of whole lines; a piece knows the end of the one before. */
import type { Part, Place } from '../../../shared/detection/part.ts';
import { type Charset, decodedAtOnce, decodePieces, detectCharset } from '../charset.ts';
import { mayHoldNumber } from '../digit-scan.ts';
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
    yield* textPieces(chunksOf(bytes, charset), { ...place, line: 1 });
  },
};

/** A piece of text, and whether its bytes say that no number is in it. */
interface Chunk {
  readonly text: string;
  readonly hasNoNumbers: boolean;
}

/** Of UTF-8 the bytes tell where there are no numbers, before they are decoded. */
function* chunksOf(bytes: Uint8Array, charset: Charset): Generator<Chunk> {
  let at = 0;
  for (const text of decodePieces(bytes, charset)) {
    const end = Math.min(bytes.length, at + decodedAtOnce);
    yield { text, hasNoNumbers: charset === 'utf-8' && !mayHoldNumber(bytes, at, end) };
    at = end;
  }
}

/** @param chunks the text, cut anywhere: not all of it is held at once */
export function* textPieces(chunks: Iterable<string | Chunk>, place: Place): Generator<Part> {
  let line = place.line ?? 1;
  let before = '';
  let rest = '';
  let isFirst = true;
  /** Characters of `rest` up to the end of the last chunk that may hold a number. */
  let numbersUntil = 0;
  const part = (piece: string, isLast: boolean): Part => {
    const made: Part = {
      form: 'text',
      text: piece,
      place: place.line === undefined ? place : { ...place, line },
      before,
      alone: isFirst && isLast,
      ...(numbersUntil > 0 ? {} : { hasNoNumbers: true }),
    };
    numbersUntil = Math.max(0, numbersUntil - piece.length);
    line += lineFeeds(piece);
    before = piece.slice(-context);
    isFirst = false;
    return made;
  };
  for (const chunk of chunks) {
    const { text, hasNoNumbers } =
      typeof chunk === 'string' ? { text: chunk, hasNoNumbers: false } : chunk;
    rest += text;
    if (!hasNoNumbers) numbersUntil = rest.length;
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
