/**
 * Reads digits as a person or a server would: full-width, circled, of other scripts, in kanji,
 * percent-encoded (also twice), with invisible characters between them; and knows for each
 * character where it stood. (NFKC alone leaves kanji digits and zero-width characters.)
 */

export interface Folded {
  /** Digits are 0–9, invisible characters are gone, `＠` is `@`. */
  readonly text: string;
  /** Where the character at `index` of `text` begins in the original. */
  start(index: number): number;
  /** Where it ends in the original (exclusive). */
  end(index: number): number;
}

interface Piece {
  readonly text: string;
  /** Of a decoded byte that may be part of a character. */
  readonly byte?: number;
  readonly start: number;
  readonly end: number;
}

const japanese = new Map([...'〇一二三四五六七八九'].map((digit, value) => [digit, String(value)]));
// People type the long vowel mark for a hyphen; it counts as a letter, so it is folded too.
japanese.set('ー', '-').set('ｰ', '-');
for (const [digit, value] of Object.entries({ 零: '0', 壱: '1', 弐: '2', 参: '3' })) {
  japanese.set(digit, value);
}

export function foldDigits(text: string): Folded {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  for (const piece of decode(pieces(text))) {
    const plain = foldCharacter(piece.text);
    folded += plain;
    for (let i = 0; i < plain.length; i++) {
      starts.push(piece.start);
      ends.push(piece.end);
    }
  }
  return {
    text: folded,
    start: (index) => starts[index] ?? text.length,
    end: (index) => ends[index] ?? text.length,
  };
}

function pieces(text: string): Piece[] {
  let at = 0;
  return [...text].map((character) => {
    const start = at;
    at += character.length;
    return { text: character, start, end: at };
  });
}

/**
 * Percent-encoding taken off as often as it was put on (`%2531` → `%31` → `1`), in one pass from
 * the right: whatever stands behind a `%` is decoded already. A byte that belongs to no character
 * becomes U+FFFD.
 */
function decode(encoded: Piece[]): Piece[] {
  const stack: Piece[] = [];
  for (const piece of encoded.toReversed()) {
    let next: Piece | null = piece;
    while (next !== null) {
      stack.push(next);
      next = takeEscape(stack);
    }
  }
  return stack
    .reverse()
    .map((piece) => (piece.byte === undefined ? piece : { ...piece, text: '\ufffd' }));
}

/** What `%`, hexadecimal digit, digit on top of the stack stand for, taken off; null without them. */
function takeEscape(stack: Piece[]): Piece | null {
  const percent = stack.at(-1);
  const hex = `${stack.at(-2)?.text}${stack.at(-3)?.text}`;
  const last = stack.at(-3);
  if (percent?.text !== '%' || last === undefined || !/^[0-9a-f]{2}$/i.test(hex)) return null;
  stack.length -= 3;
  const byte = Number.parseInt(hex, 16);
  const place = { start: percent.start, end: last.end };
  if (byte < 0x80) return { text: String.fromCharCode(byte), ...place };
  return takeCharacter(stack, byte, place) ?? { text: '', byte, ...place };
}

/** The character that `first` begins, with the bytes that follow it on the stack. */
function takeCharacter(stack: Piece[], first: number, { start }: { start: number }): Piece | null {
  const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
  const rest = more === 0 ? [] : stack.slice(-more).reverse();
  const bytes = rest.map((piece) => piece.byte ?? -1);
  if (more === 0 || rest.length < more || bytes.includes(-1)) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.of(first, ...bytes));
    stack.length -= more;
    return { text, start, end: (rest.at(-1) as Piece).end };
  } catch {
    return null;
  }
}

function foldCharacter(character: string): string {
  if (/^[\p{Cf}\p{M}\u{115f}\u{1160}\u{3164}\u{ffa0}]$/u.test(character)) return '';
  const digit = japanese.get(character);
  if (digit !== undefined) return digit;
  if (/^[ -~]$/.test(character)) return character;
  // Which digit of another script it is does not matter here: it is one.
  return character.normalize('NFKC').replace(/\p{Nd}/gu, (nd) => (/\d/.test(nd) ? nd : '0'));
}
