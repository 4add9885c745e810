/**
 * What programs write instead of a character, read back: `%36`, `&#54;`, `\u0036`, `=36` (quoted-
 * printable). One layer; whatever was escaped twice is given twice. Tabs and line feeds that come
 * out of it are spaces: they would be taken for borders of cells and lines.
 */
import type { Span } from './changed-regions.ts';
import { offsetMap } from './offset-map.ts';

export interface Unescaped {
  readonly text: string;
  /** Where the character at `index` of `text` began in the original. */
  origin(index: number): number;
  /** What was read back, in `text`. */
  readonly changed: readonly Span[];
}

/** Says at once that there is nothing to read back. */
const signs =
  /%[0-9A-Fa-f]{2}|&#[0-9x]|&(?:nbsp|e[nm]sp|thinsp|shy|hyphen|[nm]?dash|minus|zw|amp|colon|num|equals|period)|\\[ux][0-9A-Fa-f{]|\\[nrt][0-9\u0080-\uffff]|=[0-9A-F]{2}=[0-9A-F]{2}|=\r?\n/;
const escapes =
  /(?:%[0-9A-Fa-f]{2})+|&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[a-zA-Z]{2,8});|\\u\{[0-9A-Fa-f]{1,6}\}|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\x[0-9A-Fa-f]{2}|\\[nrt](?=[0-9\u0080-\uffff])|(?:=[0-9A-F]{2}){2,}|=\r?\n/g;
const named: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  mdash: '-',
  minus: '-',
  amp: '&',
  colon: ':',
  equals: '=',
  num: '#',
  period: '.',
};

/**
 * null where nothing was escaped.
 * @param joinsLines whether a line that ends in `=` goes on in the next
 */
export function unescapeOnce(text: string, joinsLines = true): Unescaped | null {
  if (!signs.test(text)) return null;
  const pieces: string[] = [];
  /** After unescaping, at `at[i]` the original is ahead by `ahead[i]` characters. */
  const at: number[] = [];
  const ahead: number[] = [];
  const changed: Span[] = [];
  let done = 0;
  let length = 0;
  for (const { index, 0: written } of text.matchAll(escapes)) {
    const isBreak = written.endsWith('\n');
    const plain = isBreak && !joinsLines ? null : plainOf(written);
    if (plain === null) continue;
    pieces.push(text.slice(done, index), plain);
    length += index - done + plain.length;
    done = index + written.length;
    at.push(length);
    ahead.push(done - length);
    changed.push([length - plain.length, length]);
  }
  if (done === 0) return null;
  pieces.push(text.slice(done));
  return { text: pieces.join(''), origin: offsetMap(at, ahead), changed };
}

/** Layers of escapes that are taken off: a URL in a URL is escaped twice. */
const mostLayers = 3;

/** Layer by layer, as far as there is anything to read back. */
export function* escapedLayers(text: string, joinsLines = true): Generator<Unescaped> {
  let origin = (index: number) => index;
  let now = text;
  for (let layer = 0; layer < mostLayers; layer++) {
    const next = unescapeOnce(now, joinsLines);
    if (next === null) return;
    const outer = origin;
    origin = (index) => outer(next.origin(index));
    now = next.text;
    yield { text: now, origin, changed: next.changed };
  }
}

function plainOf(written: string): string | null {
  if (/^=\r?\n$/.test(written)) return '';
  if (written.startsWith('%') || written.startsWith('=')) {
    const bytes = Uint8Array.from(written.match(/[0-9A-Fa-f]{2}/g) ?? [], (hex) =>
      Number.parseInt(hex, 16),
    );
    return decoded(bytes);
  }
  if (written.startsWith('&')) {
    const name = written.slice(1, -1);
    if (!name.startsWith('#')) return Object.hasOwn(named, name) ? (named[name] ?? null) : null;
    const isHex = name.startsWith('#x');
    return character(Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10));
  }
  if (/^\\[nrt]$/.test(written)) return ' ';
  return character(Number.parseInt(written.replace(/[^0-9A-Fa-f]/g, ''), 16));
}

/** UTF-8, or Shift_JIS as older pages send it; null where the bytes are neither. */
function decoded(bytes: Uint8Array): string | null {
  for (const charset of ['utf-8', 'shift_jis']) {
    try {
      return harmless(new TextDecoder(charset, { fatal: true }).decode(bytes));
    } catch {
      // the other one
    }
  }
  return null;
}

function character(code: number): string | null {
  const isOne = code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isOne ? harmless(String.fromCodePoint(code)) : null;
}

function harmless(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
