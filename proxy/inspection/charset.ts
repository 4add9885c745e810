/** Which characters bytes stand for: byte order mark, strict UTF-8, then the Japanese charsets. */
import { isAscii, isUtf8 } from 'node:buffer';
import Encoding from 'encoding-japanese';

export type Charset = 'utf-8' | 'shift_jis' | 'euc-jp' | 'iso-2022-jp' | 'utf-16le' | 'utf-16be';

/** As much as tells: a table of half a megabyte without a Japanese word is none. */
const looked = 512 * 1024;

const names: Readonly<Record<string, Charset>> = {
  SJIS: 'shift_jis',
  EUCJP: 'euc-jp',
  JIS: 'iso-2022-jp',
};

/** null: bytes that are no text. */
export function detectCharset(bytes: Uint8Array): Charset | null {
  const marked = byteOrderMark(bytes);
  // A mark is a claim like an extension: two bytes before anything at all.
  if (marked !== null) return isReadable(bytes, marked) ? marked : null;
  const wide = withoutMark(bytes);
  if (wide !== null) return wide;
  const head = bytes.subarray(0, looked);
  if (isBinary(bytes)) return null;
  // Seven bits and escapes; valid UTF-8 at the same time.
  const escapes = head.includes(0x1b) && isAscii(bytes);
  if (escapes && Encoding.detect(head, 'JIS')) return 'iso-2022-jp';
  if (isValid('utf-8', bytes)) return 'utf-8';
  const valid = (['shift_jis', 'euc-jp'] as const).filter((charset) => isValid(charset, bytes));
  if (valid.length > 0) return valid.sort((a, b) => oddity(head, a) - oddity(head, b))[0] ?? null;
  // Single wrong bytes happen in real files: what is readable is better read than not.
  const detected = Encoding.detect(head, ['SJIS', 'EUCJP']);
  return (typeof detected === 'string' ? names[detected] : undefined) ?? mostlyText(head);
}

/** Read in the wrong one, text is full of half-width kana and rare characters. */
function oddity(bytes: Uint8Array, charset: Charset): number {
  const text = decode(bytes, charset);
  const odd = text.match(/[\uff61-\uff9f\ue000-\uf8ff]/g)?.length ?? 0;
  const usual = text.match(/[ぁ-んァ-ヶ、。一-龠]/g)?.length ?? 0;
  return (odd * 2 - usual) / text.length;
}

/** Text of the bytes, without the byte order mark; wrong bytes become U+FFFD. */
export function decode(bytes: Uint8Array, charset: Charset): string {
  return new TextDecoder(charset).decode(bytes);
}

/** Bytes at a time: so little stays in the processor's cache, which is several times faster. */
export const decodedAtOnce = 64 * 1024;

/**
 * The same, in pieces of any length.
 * @throws TypeError where bytes are wrong, and `isStrict`
 */
export function* decodePieces(
  bytes: Uint8Array,
  charset: Charset,
  isStrict = false,
): Generator<string> {
  const decoder = new TextDecoder(charset, { fatal: isStrict });
  for (let at = 0; at < bytes.length; at += decodedAtOnce) {
    yield decoder.decode(bytes.subarray(at, at + decodedAtOnce), { stream: true });
  }
  yield decoder.decode();
}

function byteOrderMark(bytes: Uint8Array): Charset | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: zeros at every second byte, or kana and kanji at every second byte. */
function withoutMark(bytes: Uint8Array): Charset | null {
  const head = bytes.subarray(0, 4096);
  if (head.length < 4 || bytes.length % 2 !== 0) return null;
  const counts = [0, 0];
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at++) {
    const byte = head[at] ?? 0;
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
    // High bytes of ASCII, kana and punctuation.
    if (byte === 0 || byte === 0x30 || byte === 0xff) counts[at % 2] = (counts[at % 2] ?? 0) + 1;
  }
  const half = head.length / 2;
  const [even = 0, odd = 0] = counts;
  const [evenZeros = 0, oddZeros = 0] = zeros;
  if (evenZeros + oddZeros === 0) return null;
  const charset =
    odd > half * 0.4 && oddZeros > evenZeros
      ? 'utf-16le'
      : even > half * 0.4 && evenZeros > oddZeros
        ? 'utf-16be'
        : null;
  return charset !== null &&
    isValid(charset, head) &&
    !/[^\P{Cc}\t\n\r\f\v]/u.test(decode(head, charset))
    ? charset
    : null;
}

/** Valid, and few of its characters are controls or none at all. */
function isReadable(bytes: Uint8Array, charset: Charset): boolean {
  if (!isValid(charset, bytes)) return false;
  const text = decode(bytes, charset);
  const odd = text.match(/[^\P{C}\t\n\r\f\p{Cf}]/gu)?.length ?? 0;
  return odd * 100 <= text.length;
}

function isValid(charset: Charset, bytes: Uint8Array): boolean {
  // Most content is UTF-8: told without making its text.
  if (charset === 'utf-8') return isUtf8(bytes);
  try {
    for (const _ of decodePieces(bytes, charset, true));
    return true;
  } catch {
    return false;
  }
}

/** A zero, or more than a slip now and then of the others. */
function isBinary(bytes: Uint8Array): boolean {
  // Of a Buffer: many times faster than of an array.
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(0)) return true;
  const length = Math.min(bytes.length, looked);
  let controls = 0;
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 9 || (byte > 13 && byte < 26) || (byte > 27 && byte < 32)) controls++;
  }
  return controls * 300 > length;
}

function mostlyText(bytes: Uint8Array): Charset | null {
  const wrong = decode(bytes, 'shift_jis').split('\ufffd').length - 1;
  return wrong * 50 < bytes.length ? 'shift_jis' : null;
}

/** null where a letter does not stand in Shift_JIS (CP932). */
export function encodeShiftJis(text: string): Uint8Array | null {
  const bytes = Uint8Array.from(
    Encoding.convert(Encoding.stringToCode(text), { to: 'SJIS', from: 'UNICODE' }),
  );
  return decode(bytes, 'shift_jis') === text ? bytes : null;
}
