/**
 * Where twelve digits or more stand with at most three separators between two of them. Nearly all
 * text has none, and is not read for that: every character of a run is a digit or a separator, so
 * one character in twelve tells.
 *
 *   ...the fee is 1200 yen, and......3141 5926 5359...
 *              ^           ^           ^ one of these
 */

import { fold } from './fold.ts';

export interface Run {
  readonly start: number;
  readonly end: number;
}

export interface DigitRun extends Run {
  /** How many digits it has. */
  readonly digits: number;
  /** Whether one of its tokens is as long as a number, or three of four characters follow each other. */
  readonly isGrouped: boolean;
  /** As against tabs alone. */
  readonly hasSpaces: boolean;
}

const shortest = 12;
const mostBetween = 3;

const space = 32;
const tab = 9;

const digit = 1;
const separator = 2;
const letter = 3;

function tableOf(characters: Readonly<Record<string, number>>): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [text, kind] of Object.entries(characters)) {
    for (let at = 0; at < text.length; at++) table[text.charCodeAt(at)] = kind;
  }
  return table;
}

const separators = ' \t-_.・/|';
const inNumbers = tableOf({
  '0123456789': digit,
  [separators]: separator,
  ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz: letter,
});
const inKanji = tableOf({ 〇一二三四五六七八九: digit, [separators]: separator });

/** A letter or a digit touches no end of it, nor does a digit behind `-`, `.`, `,` or `:`; no groups of a UUID. */
export function digitRuns(text: string): DigitRun[] {
  const found: DigitRun[] = [];
  for (const span of spansOf(text, inNumbers)) {
    const run = freeRun(text, span);
    if (run !== null && !isInUuid(text, run)) found.push(grouped(text, run));
  }
  return found;
}

/** The same of kanji numerals, whatever touches them. */
export function kanjiRuns(text: string): DigitRun[] {
  return spansOf(text, inKanji).map((run) => grouped(text, run));
}

/** White space separates tokens; a token is digits with its own separators. */
function grouped(text: string, { start, end }: Run): DigitRun {
  let digits = 0;
  let fours = 0;
  let isGrouped = false;
  let hasSpaces = false;
  let tokenStart = start;
  for (let at = start; at <= end; at++) {
    const unit = at < end ? text.charCodeAt(at) : space;
    if (unit !== space && unit !== tab) {
      if (inNumbers[unit] === digit || inKanji[unit] === digit) digits++;
      continue;
    }
    hasSpaces ||= unit === space && at < end;
    const length = at - tokenStart;
    if (length > 0) fours = length === 4 ? fours + 1 : 0;
    isGrouped ||= length >= shortest || fours === 3;
    tokenStart = at + 1;
  }
  return { start, end, digits, isGrouped, hasSpaces };
}

/** At least as many digits as a text has once it is folded: of `⑳`, two come out. */
export function mostDigits(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const made = digitsMade[unit] ?? unknown;
    count += made === unknown ? learnDigits(unit) : made;
  }
  return count;
}

const unknown = 255;
/** By code unit. Filled as characters are met: a text uses few. */
const digitsMade = new Uint8Array(0x10000).fill(unknown);

function learnDigits(unit: number): number {
  // Half of a character: two halves make one digit at most.
  const isHalf = unit >= 0xd800 && unit <= 0xdfff;
  const folded = isHalf ? '' : fold(String.fromCharCode(unit)).text;
  let count = isHalf ? 1 : 0;
  for (let at = 0; at < folded.length; at++) {
    const made = folded.charCodeAt(at);
    if (inNumbers[made] === digit || inKanji[made] === digit) count++;
  }
  digitsMade[unit] = count;
  return count;
}

/** By kind. */
const isOfRun = Uint8Array.of(0, 1, 1, 0);

/** From a first digit to the last before more than three separators, or something else. */
function spansOf(text: string, kinds: Uint8Array): Run[] {
  const found: Run[] = [];
  const kindAt = (at: number) => kinds[text.charCodeAt(at)] ?? 0;
  const isInRun = (at: number) => isOfRun[kindAt(at)] === 1;
  for (let probe = shortest - 1; probe < text.length; probe += shortest) {
    if (!isInRun(probe)) continue;
    let at = probe;
    while (at > probe - shortest + 1 && isInRun(at - 1)) at--;
    // From here to the end of all digits and separators; between far ones a new run begins.
    let start = -1;
    let last = -1;
    let count = 0;
    for (; at < text.length; at++) {
      const kind = kindAt(at);
      if (kind === digit) {
        if (start < 0 || at - last > mostBetween + 1) {
          if (count >= shortest) found.push({ start, end: last + 1 });
          start = at;
          count = 0;
        }
        last = at;
        count++;
      } else if (kind !== separator) break;
    }
    if (count >= shortest) found.push({ start, end: last + 1 });
    probe = at;
  }
  return found;
}

/** The longest piece of a span with nothing at either end that makes it a piece of something else. */
function freeRun(text: string, span: Run): Run | null {
  let { start, end } = span;
  while (end - start >= shortest && !isEnd(text, end)) end--;
  while (end - start >= shortest && !isBeginning(text, start)) start++;
  let digits = 0;
  for (let at = start; at < end && digits < shortest; at++) {
    if (inNumbers[text.charCodeAt(at)] === digit) digits++;
  }
  return digits < shortest ? null : { start, end };
}

/** `56ff3f5a-0001-1000-9720-a00000000000`: of its groups those in the middle may be digits alone. */
function isInUuid(text: string, { start, end }: Run): boolean {
  if (text.charAt(start - 1) !== '-' || text.charAt(end) !== '-') return false;
  const before = text.slice(Math.max(0, start - 5), start);
  return /^[0-9A-Fa-f]{4}-$/.test(before) && /^-[0-9A-Fa-f]{4}/.test(text.slice(end, end + 5));
}

const isDigit = (text: string, at: number) => inNumbers[text.charCodeAt(at)] === digit;
const isWord = (text: string, at: number) => {
  const kind = inNumbers[text.charCodeAt(at)];
  return kind === digit || kind === letter;
};

function isEnd(text: string, end: number): boolean {
  if (!isDigit(text, end - 1) || isWord(text, end)) return false;
  return !('-.,:'.includes(text.charAt(end)) && end < text.length && isDigit(text, end + 1));
}

function isBeginning(text: string, start: number): boolean {
  if (!isDigit(text, start) || isWord(text, start - 1)) return false;
  return !(start > 1 && '-.,:'.includes(text.charAt(start - 1)) && isDigit(text, start - 2));
}
