/**
 * Text and CSV with the values masked, byte for byte the same elsewhere:
 *
 *   bytes ─ charset ─► text ─► characters to mask ─► bytes of these alone replaced
 */
import type { ValueIndex } from '../../../shared/masking/find-values.ts';
import { maskCharacter } from '../../../shared/masking/replace-spans.ts';
import { type Charset, decode, detectCharset } from '../charset.ts';

/** null: bytes that cannot be read character by character, so that they cannot be replaced either. */
export function maskText(bytes: Uint8Array, values: ValueIndex): Uint8Array | null {
  const charset = detectCharset(bytes);
  if (charset === null) return null;
  const text = decode(bytes, charset);
  const spans = values.find(text);
  return spans.length === 0 ? bytes : replaceBytes(bytes, text, charset, spans);
}

interface Walker {
  /** Bytes of the character at `at`, and how many units of text it is; 0 units for an escape. */
  step(at: number): { readonly bytes: number; readonly units: number };
  /** What stands for a character here. */
  mask(at: number): { readonly bytes: readonly number[]; readonly text: string };
}

function replaceBytes(
  bytes: Uint8Array,
  text: string,
  charset: Charset,
  spans: readonly (readonly [number, number])[],
): Uint8Array | null {
  const walker = walkers[charset](bytes);
  const pieces: Uint8Array[] = [];
  const texts: string[] = [];
  let at = markLength(bytes, charset);
  let unit = 0;
  let copied = 0;
  let told = 0;
  for (const [start, end] of spans) {
    while (at < bytes.length && unit < start) {
      const step = walker.step(at);
      at += step.bytes;
      unit += step.units;
    }
    // Escapes before the character itself.
    while (at < bytes.length && walker.step(at).units === 0) at += walker.step(at).bytes;
    if (unit !== start || at >= bytes.length) return null;
    const mask = walker.mask(at);
    pieces.push(bytes.subarray(copied, at), Uint8Array.from(mask.bytes));
    texts.push(text.slice(told, start), mask.text);
    while (at < bytes.length && unit < end) {
      const step = walker.step(at);
      at += step.bytes;
      unit += step.units;
    }
    if (unit !== end) return null;
    copied = at;
    told = end;
  }
  pieces.push(bytes.subarray(copied));
  texts.push(text.slice(told));
  const made = new Uint8Array(Buffer.concat(pieces));
  // A reader has to see the same text, but for the masks.
  return decode(made, charset) === texts.join('') ? made : null;
}

function markLength(bytes: Uint8Array, charset: Charset): number {
  if (charset === 'utf-8')
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (charset === 'utf-16le') return bytes[0] === 0xff && bytes[1] === 0xfe ? 2 : 0;
  if (charset === 'utf-16be') return bytes[0] === 0xfe && bytes[1] === 0xff ? 2 : 0;
  return 0;
}

const stateless = (
  step: (byte: number) => { readonly bytes: number; readonly units: number },
  mask: readonly number[],
) => {
  return (bytes: Uint8Array): Walker => ({
    step: (at) => step(bytes[at] ?? 0),
    mask: () => ({ bytes: mask, text: maskCharacter }),
  });
};
const one = { bytes: 1, units: 1 };
const two = { bytes: 2, units: 1 };
const three = { bytes: 3, units: 1 };

const walkers: Readonly<Record<Charset, (bytes: Uint8Array) => Walker>> = {
  'utf-8': stateless(
    (byte) => {
      if (byte < 0x80) return one;
      if (byte < 0xe0) return two;
      return byte < 0xf0 ? three : { bytes: 4, units: 2 };
    },
    [0xe2, 0x97, 0x8f],
  ),
  'utf-16le': stateless(() => two, [0xcf, 0x25]),
  'utf-16be': stateless(() => two, [0x25, 0xcf]),
  shift_jis: stateless(
    (byte) => ((byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc) ? two : one),
    [0x81, 0x9c],
  ),
  'euc-jp': stateless(
    (byte) => {
      if (byte === 0x8f) return three;
      return byte === 0x8e || byte >= 0xa1 ? two : one;
    },
    [0xa1, 0xfc],
  ),
  'iso-2022-jp': walkEscapes,
};

/** `ESC $ B` two bytes a character, until `ESC ( B`. In one byte a `*` is the mask. */
function walkEscapes(bytes: Uint8Array): Walker {
  let wide = 0;
  const isEscape = (at: number) => bytes[at] === 0x1b;
  return {
    step(at) {
      if (isEscape(at)) {
        // The third byte of `ESC $ ( D` says the rest.
        const length = bytes[at + 1] === 0x24 && bytes[at + 2] === 0x28 ? 4 : 3;
        wide = bytes[at + 1] === 0x24 ? 1 : 0;
        return { bytes: length, units: 0 };
      }
      // Lines end in one byte, whatever was said before.
      return wide === 1 && (bytes[at] ?? 0) > 0x20 ? two : one;
    },
    mask: () =>
      wide === 1 ? { bytes: [0x21, 0x7c], text: maskCharacter } : { bytes: [0x2a], text: '*' },
  };
}
