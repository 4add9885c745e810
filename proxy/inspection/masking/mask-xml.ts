/**
 * XML with the values masked in text and attributes, also where runs, cells or lines part them. What
 * is not masked stays as it is, byte for byte.
 */
import type { ValueIndex } from '../../../shared/masking/find-values.ts';
import { maskCharacter, replaceSpans } from '../../../shared/masking/replace-spans.ts';
import { escapeXml, type XmlPiece, xmlPieces } from './xml-pieces.ts';

export interface XmlMasking {
  /** Pieces that are looked at elsewhere. */
  readonly skips?: (piece: XmlPiece) => boolean;
  /** What stands for a character there; `●` without. */
  readonly maskFor?: (piece: XmlPiece) => string;
  /** Between words that do not go on; a line feed without: a value may go on in the next line. */
  readonly between?: string;
}

/** A letter: no value goes on behind it. */
export const apart = '\nx\n';

/** The source itself where nothing stands in it. */
export function maskXml(source: string, values: ValueIndex, masking: XmlMasking = {}): string {
  const { skips = () => false, maskFor = maskOf, between = '\n' } = masking;
  if (values.isEmpty) return source;
  const texts: XmlPiece[] = [];
  const named: XmlPiece[] = [];
  for (const piece of xmlPieces(source, 2)) {
    if (skips(piece)) continue;
    if (piece.kind === 'text') texts.push(piece);
    else named.push(piece);
  }
  const spans = new Map([
    ...spansByPiece(texts, (piece) => (piece.goesOn ? '' : between), values),
    ...spansByPiece(named, () => apart, values),
  ]);
  return replacePieces(
    source,
    [...spans].map(([piece, found]) => ({
      piece,
      text: replaceSpans(piece.text, found, maskFor(piece)),
    })),
  );
}

/** Numbers are read as such there: a letter would break the part. */
const numericElements = new Set('i1 i2 i4 i8 int uint ui1 ui2 ui4 ui8 r4 r8 decimal'.split(' '));
const numericAttributes = new Set(['minValue', 'maxValue']);

function maskOf(piece: XmlPiece): string {
  const { kind, element, parent, attribute } = piece;
  const isNumber =
    kind === 'text'
      ? numericElements.has(element) ||
        (element === 'v' && parent === 'pt' && /^[\d.]+$/.test(piece.text))
      : numericAttributes.has(attribute) || (element === 'n' && attribute === 'v');
  return isNumber ? '0' : maskCharacter;
}

/** Pieces in the order of the source, with what to mask in each. */
export function spansByPiece<P extends { readonly text: string }>(
  pieces: readonly P[],
  separator: (piece: P) => string,
  values: ValueIndex,
): Map<P, [number, number][]> {
  const starts: number[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    const before = separator(piece);
    parts.push(before, piece.text);
    starts.push(length + before.length);
    length += before.length + piece.text.length;
  }
  const found = new Map<P, [number, number][]>();
  let at = 0;
  for (const [start, end] of values.find(parts.join(''))) {
    while ((starts[at + 1] ?? Number.POSITIVE_INFINITY) <= start) at++;
    const piece = pieces[at];
    const from = starts[at] ?? 0;
    if (piece === undefined) continue;
    const known = found.get(piece);
    if (known === undefined) found.set(piece, [[start - from, end - from]]);
    else known.push([start - from, end - from]);
  }
  return found;
}

export function replacePieces(
  source: string,
  replaced: readonly { readonly piece: XmlPiece; readonly text: string }[],
): string {
  const inOrder = replaced.toSorted((a, b) => a.piece.start - b.piece.start);
  const parts: string[] = [];
  let done = 0;
  for (const { piece, text } of inOrder) {
    parts.push(source.slice(done, piece.start), piece.isCharacterData ? text : escapeXml(text));
    done = piece.end;
  }
  parts.push(source.slice(done));
  return parts.join('');
}
