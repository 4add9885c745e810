/**
 * Reads characters as a person would before anything is looked for: full-width letters and digits,
 * circled digits, the many dashes and spaces; invisible characters are gone. Kanji numerals stay,
 * because they are words as well; digit-groups.ts reads them.
 */
import { offsetMap } from './offset-map.ts';

export interface Folded {
  readonly text: string;
  /** Where the character at `index` of `text` stood in the original. */
  origin(index: number): number;
}

/** Kanji, kana and ASCII stay as they are, but for two; all others are looked at one by one. */
const perhaps =
  /[\ud800-\udbff][\udc00-\udfff]|[^\0-\x7f\u3001-\u309f\u30a1-\u30fb\u30fd-\u3163\u3165-\u31ff\u3300-\ua61f]/g;
const dashes = /[\u2010-\u2015\u2212\u207b\u208b\ufe58\ufe63\uff0d\u30a0\u2500\u2501]/;
const invisible = /\p{Default_Ignorable_Code_Point}/u;
const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;

export function fold(text: string): Folded {
  let origins: ((index: number) => number) | null = null;
  return {
    text: text.replace(perhaps, (character, index: number) => standingFor(character, text, index)),
    origin(index) {
      // Made when somebody asks: hardly anybody does.
      origins ??= originsOf(text);
      return origins(index);
    },
  };
}

function originsOf(text: string): (index: number) => number {
  /** After folding, at `at[i]` the original is ahead by `ahead[i]` characters. */
  const at: number[] = [];
  const ahead: number[] = [];
  let shorter = 0;
  for (const { 0: character, index } of text.matchAll(perhaps)) {
    const { length } = standingFor(character, text, index);
    if (length === character.length) continue;
    shorter += character.length - length;
    at.push(index + character.length - shorter);
    ahead.push(shorter);
  }
  return offsetMap(at, ahead);
}

/** What stands for the character at `index` of the text: often itself. */
function standingFor(character: string, text: string, index: number): string {
  const code = character.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) {
    return code === 0xff0d ? '-' : String.fromCharCode(code - 0xfee0);
  }
  // People type the long vowel mark for a hyphen; elsewhere it is part of a word (マイナンバー).
  if (code === 0x30fc || code === 0xff70) return isDigitBefore(text, index) ? '-' : character;
  const known = remembered.get(character);
  if (known !== undefined) return known;
  const found = foldCharacter(character);
  if (remembered.size < mostRemembered) remembered.set(character, found);
  return found;
}

/** Of single characters, which say nothing of a text. A text uses few different ones. */
const remembered = new Map<string, string>();
const mostRemembered = 10_000;

function foldCharacter(character: string): string {
  if (spaces.test(character)) return ' ';
  if (dashes.test(character)) return '-';
  if (invisible.test(character)) return '';
  const plain = character.normalize('NFKC');
  // Circled digits; `⒈` and `⑴` keep their point and brackets.
  if (/^\(?[0-9]{1,2}[.)]?$/.test(plain)) return plain;
  const dingbat = dingbatDigit(character.charCodeAt(0));
  if (dingbat !== null) return dingbat;
  if (/^\p{Nd}$/u.test(character)) return String(digitValue(character));
  return character;
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
  const previous = text.charCodeAt(index - 1);
  // Kana, where it usually stands.
  if (previous >= 0x3041 && previous <= 0x30ff) return false;
  for (let back = index - 1; back >= 0; back--) {
    const isLow = /[\udc00-\udfff]/.test(text.charAt(back));
    const character = String.fromCodePoint(text.codePointAt(isLow ? back - 1 : back) ?? 0);
    if (!invisible.test(character)) return /^[\p{Nd}\p{No}〇一二三四五六七八九]/u.test(character);
    if (isLow) back--;
  }
  return false;
}
