/**
 * Numbers as people write them: in one run, in groups of four, one digit at a time. Works on
 * folded text. A tab stands between two cells of a table.
 */

import type { Surroundings } from './detector.ts';
import { type DigitRun, digitRuns, kanjiRuns } from './digit-runs.ts';

export interface DigitGroups {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /** `plain`: one run. `fours`: groups of four with the same separator. `other`: anything else. */
  readonly shape: 'plain' | 'fours' | 'other';
  readonly crossesCells: boolean;
}

interface Token {
  readonly text: string;
  readonly start: number;
  /** The white space before it, up to the token before. */
  readonly gap: string;
}

const kanji = '〇一二三四五六七八九';
const kanjiDigit = new RegExp(`[${kanji}]`, 'g');
/** `(1234)(5678)(9012)`, with a letter or digit on no side. */
const bracketed =
  /(?<![0-9A-Za-z])(?<![0-9][)\]】〕」』] ?)(?:[([【〔「『]\d{4}[)\]】〕」』] ?){3,4}(?![0-9A-Za-z]|[([【〔「『]\d)/g;
/** Says at once that none of them stands in a text. */
const twoBrackets = /[([【〔「『]\d{4}[)\]】〕」』] ?[([【〔「『]\d{4}/;
/** Longer ones are matrices of numbers: only their tokens are looked at, not the whole. */
const longestWhole = 40;
const shortest = 12;
const space = 32;
const tab = 9;

const hasBrackets = (text: string) => twoBrackets.test(text);

/**
 * Every number of one of the lengths, in order; those of `other` shape only as a whole run.
 * @param once of a detector's surroundings
 */
export function digitGroups(
  text: string,
  lengths: ReadonlySet<number>,
  once: Surroundings['once'] = (read) => read(text),
): DigitGroups[] {
  const found: DigitGroups[] = [];
  for (const run of once(digitRuns)) {
    if (!mayHold(run, lengths)) continue;
    found.push(...groupsOfRun(text.slice(run.start, run.end), run, lengths));
  }
  for (const run of once(kanjiRuns)) {
    const read = text
      .slice(run.start, run.end)
      .replace(kanjiDigit, (each) => String(kanji.indexOf(each)));
    found.push(...groupsOfRun(read, run, lengths));
  }
  if (!once(hasBrackets)) return found;
  for (const { 0: run, index } of text.matchAll(bracketed)) {
    if (lengths.has(digitsOf(run).length)) found.push(placed('fours', run.trimEnd(), index));
  }
  return found;
}

/** Nearly all runs of a table of figures hold no number. */
function mayHold({ start, end, digits, isGrouped }: DigitRun, lengths: ReadonlySet<number>) {
  return isGrouped || (end - start <= longestWhole && lengths.has(digits));
}

function groupsOfRun(
  run: string,
  { start: at, digits, isGrouped }: DigitRun,
  lengths: ReadonlySet<number>,
): DigitGroups[] {
  const found: DigitGroups[] = [];
  if (isGrouped) {
    const tokens = tokensOf(run);
    for (const token of tokens) {
      // No wanted number is shorter; most tokens of a table are.
      if (token.text.length < shortest) continue;
      const text = withoutFraction(token.text);
      const alone = judge(text, lengths);
      if (alone !== null) found.push(placed(alone, text, at + token.start));
    }
    for (let index = 0; index < tokens.length; index++) {
      if (tokens[index]?.text.length !== 4) continue;
      const { span, isPiece } = foursFrom(tokens, index);
      const [first, last] = [tokens[index], tokens[index + span - 1]];
      if (first !== undefined && last !== undefined && !isPiece && lengths.has(span * 4)) {
        const text = run.slice(first.start, last.start + last.text.length);
        found.push(placed('fours', text, at + first.start));
      }
      index += Math.max(1, span) - 1;
    }
  }
  if (found.length === 0 && run.length <= longestWhole && lengths.has(digits)) {
    found.push(placed('other', run, at));
  }
  return found.sort((a, b) => a.start - b.start);
}

/** White space separates tokens; a token is digits with its own separators. */
function tokensOf(run: string): Token[] {
  const tokens: Token[] = [];
  let before = 0;
  for (let start = 0; start < run.length; ) {
    const end = tokenEnd(run, start);
    if (end > start) {
      tokens.push({ text: run.slice(start, end), start, gap: run.slice(before, start) });
      before = end;
    }
    start = end + 1;
  }
  return tokens;
}

function tokenEnd(run: string, from: number): number {
  let end = from;
  while (end < run.length && run.charCodeAt(end) !== space && run.charCodeAt(end) !== tab) end++;
  return end;
}

/**
 * How many tokens of four digits follow each other with one and the same gap, from `index` on; and
 * whether they are a piece of a longer number: a fifth group of three, or a first of two.
 */
function foursFrom(tokens: readonly Token[], index: number): { span: number; isPiece: boolean } {
  if (!isFour(tokens[index])) return { span: 0, isPiece: false };
  const gap = tokens[index + 1]?.gap;
  let span = 1;
  while (isFour(tokens[index + span]) && tokens[index + span]?.gap === gap) span++;
  const next = tokens[index + span];
  const previous = tokens[index - 1];
  const goesOn = next !== undefined && next.gap === gap && isShort(next.text);
  const began = previous !== undefined && tokens[index]?.gap === gap && isShort(previous.text);
  return { span, isPiece: goesOn || began };
}

/** Programs that read numbers as floating point write them as `123456789012.0`. */
const withoutFraction = (text: string) => text.replace(/(?<=^\d{12,})\.00?$/, '');
const isDigits = (text: string) => /^\d+$/.test(text);
const isShort = (text: string) => isDigits(text) && text.length < 6;
const isFour = (token: Token | undefined) =>
  token !== undefined && token.text.length === 4 && isDigits(token.text);
const digitsOf = (text: string) => text.replace(/\D/g, '');

/** A token by itself: one run of a wanted length, or fours joined by one separator. */
function judge(token: string, lengths: ReadonlySet<number>): DigitGroups['shape'] | null {
  const digits = digitsOf(token);
  if (!lengths.has(digits.length)) return null;
  if (digits.length === token.length) return 'plain';
  const separators = token.replace(/\d/g, '');
  const same = new Set(separators).size === 1;
  const fours = /^\d{4}(?:[-_・/.]\d{4})*$/.test(token);
  return same && fours ? 'fours' : 'other';
}

function placed(shape: DigitGroups['shape'], text: string, start: number): DigitGroups {
  const end = start + text.length;
  return { digits: digitsOf(text), start, end, shape, crossesCells: text.includes('\t') };
}
