/** Bytes of fields → text. What a form says of its charset is a claim; its fields are looked at together. */
import { decode, detectCharset } from '../charset.ts';

export type DecodeField = (bytes: Uint8Array) => string;

const escapeByte = 0x1b;
const utf8 = new TextDecoder('utf-8');
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * @param pieces all that stands in one form: a field alone is too short to tell
 * @param told by `_charset_` or the content type
 */
export function fieldDecoder(pieces: readonly Uint8Array[], told?: string): DecodeField {
  const doubtful = pieces.filter((piece) => tryDecode(piece, 'utf-8') === null || isEscaped(piece));
  if (doubtful.length === 0) return (bytes) => utf8.decode(bytes);
  const joined = Buffer.concat(doubtful.flatMap((piece) => [piece, Buffer.from('\n')]));
  const charset =
    told !== undefined && tryDecode(joined, told) !== null && !isEscaped(joined)
      ? told
      : joined.includes(0)
        ? 'utf-8'
        : (detectCharset(joined) ?? 'utf-8');
  const other = new TextDecoder(charset);
  return (bytes) =>
    (isEscaped(bytes) ? null : tryDecode(bytes, 'utf-8')) ??
    (isEscaped(bytes) && bytes.every((byte) => byte < 0x80)
      ? decode(bytes, 'iso-2022-jp')
      : other.decode(bytes));
}

/** ISO-2022-JP is valid UTF-8 at the same time. */
function isEscaped(bytes: Uint8Array): boolean {
  return bytes.includes(escapeByte);
}

function tryDecode(bytes: Uint8Array, charset: string): string | null {
  try {
    const decoder = charset === 'utf-8' ? strictUtf8 : new TextDecoder(charset, { fatal: true });
    return decoder.decode(bytes);
  } catch {
    return null; // not of that charset, or one that nobody knows
  }
}
