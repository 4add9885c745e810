/**
 * Reads characters as a person would before anything is looked for: full-width letters and digits,
 * circled digits, the many dashes and spaces; invisible characters are gone. Kanji numerals stay,
 * because they are words as well; digit-groups.ts reads them.
 */

export interface Folded {
  readonly text: string;
  /** Where the character at `index` of `text` stood in the original. */
  origin(index: number): number;
}

const asciiOnly = /^[\0-\x7f]*$/;
const dashes = /[\u2010-\u2015\u2212\u207b\u208b\ufe58\ufe63\uff0d\u30a0\u2500\u2501]/;
const invisible = /\p{Default_Ignorable_Code_Point}/u;
const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;

export function fold(text: string): Folded {
  if (asciiOnly.test(text)) return { text, origin: (index) => index };
  const pieces: string[] = [];
  /** After folding, at `at[i]` the original is ahead by `ahead[i]` characters. */
  const at: number[] = [];
  const ahead: number[] = [];
  let length = 0;
  let copied = 0;
  const put = (from: number, to: number, folded: string) => {
    pieces.push(text.slice(copied, from), folded);
    length += from - copied + folded.length;
    copied = to;
    if (to - from !== folded.length) {
      at.push(length);
      ahead.push(to - length);
    }
  };
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // Kanji, kana and ASCII, but not the long vowel mark: nothing to do for most characters.
    if (code < 0x80 || (code >= 0x3001 && code < 0x3164 && code !== 0x30fc && code !== 0x30a0)) {
      continue;
    }
    if ((code >= 0x3165 && code < 0x3200) || (code >= 0x3300 && code < 0xa620)) continue;
    const width = code >= 0xd800 && code < 0xdc00 ? 2 : 1;
    const folded = foldCharacter(text, index, width);
    if (folded !== null) put(index, index + width, folded);
    index += width - 1;
  }
  pieces.push(text.slice(copied));
  return { text: pieces.join(''), origin: (index) => index + aheadAt(at, ahead, index) };
}

/** What stands for the character, or null where it stays as it is. */
function foldCharacter(text: string, index: number, width: number): string | null {
  const code = text.charCodeAt(index);
  if (code >= 0xff01 && code <= 0xff5e) {
    return code === 0xff0d ? '-' : String.fromCharCode(code - 0xfee0);
  }
  // People type the long vowel mark for a hyphen; elsewhere it is part of a word (マイナンバー).
  if (code === 0x30fc || code === 0xff70) return isDigitBefore(text, index) ? '-' : null;
  const character = text.slice(index, index + width);
  if (spaces.test(character)) return ' ';
  if (dashes.test(character)) return '-';
  if (invisible.test(character)) return '';
  const plain = character.normalize('NFKC');
  // Circled digits; `⒈` and `⑴` keep their point and brackets.
  if (/^\(?[0-9]{1,2}[.)]?$/.test(plain)) return plain;
  const dingbat = dingbatDigit(code);
  if (dingbat !== null) return dingbat;
  if (/^\p{Nd}$/u.test(character)) return String(digitValue(character));
  return null;
}

/** Digits in circles that Unicode does not fold: ❶ ➀ ➊ ⓵ from one upwards, and ⓿. */
function dingbatDigit(code: number): string | null {
  if (code === 0x24ff) return '0';
  const one = [0x2776, 0x2780, 0x278a, 0x24f5].find((first) => code >= first && code < first + 10);
  return one === undefined ? null : String(code - one + 1);
}

/** Digits of other scripts stand in tens, from zero upwards. */
function digitValue(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}

function isDigitBefore(text: string, index: number): boolean {
  for (let back = index - 1; back >= 0; back--) {
    const isLow = /[\udc00-\udfff]/.test(text.charAt(back));
    const character = String.fromCodePoint(text.codePointAt(isLow ? back - 1 : back) ?? 0);
    if (!invisible.test(character)) return /^[\p{Nd}\p{No}〇一二三四五六七八九]/u.test(character);
    if (isLow) back--;
  }
  return false;
}

function aheadAt(at: readonly number[], ahead: readonly number[], index: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (ahead[low - 1] ?? 0);
}
