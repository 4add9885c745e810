/**
 * Where known values stand in a text, in any spelling: full-width, with other separators, over cells
 * and lines, in kanji numerals. What is masked is what the value is made of; separators stay.
 *
 *   1234-5678-9012  →  ●●●●-●●●●-●●●●
 */
import type { FoundValue } from '../detection/detect.ts';
import { fold } from '../detection/fold.ts';

export interface ValueIndex {
  /** Characters [start, end) of the text, in order; each stands for one character of a value. */
  find(text: string): [start: number, end: number][];
  readonly isEmpty: boolean;
}

/** A value by the characters that count: letters and digits. */
interface Word {
  readonly characters: string;
  /** Whether something stands between a character and the next. */
  readonly gaps: readonly boolean[];
  /** Which of them are masked. */
  readonly masked: readonly boolean[];
}

const numerals: Readonly<Record<string, string>> = Object.fromEntries(
  ['〇零○◯', '一壱壹', '二弐貳', '三参參', '四', '五伍', '六', '七', '八', '九'].flatMap(
    (all, digit) => [...all].map((each) => [each, String(digit)]),
  ),
);
const anyDigit = '0-9〇零○◯一壱壹二弐貳三参參四五伍六七八九';
/** As far apart as detectors put digits together. */
const chain = new RegExp(`[${anyDigit}](?:(?:[\\s\\p{P}\\p{S}]{0,12}?)[${anyDigit}])+`, 'gu');
const counts = /[\p{L}\p{N}○◯]/u;
const mostBetween = 12;
/** Shorter ones stand for nothing. */
const shortest = 2;
/** How words are looked up. */
const headLength = 2;

export function indexValues(values: Iterable<FoundValue>): ValueIndex {
  const numbers = new Map<number, Set<string>>();
  const words = new Map<string, Word[]>();
  const known = new Set<string>();
  for (const { value, standing } of values) {
    const isNumber = /^\d+$/.test(value);
    if (isNumber) addNumber(numbers, value);
    const letters = [...standing].filter((each) => counts.test(each));
    if (isNumber && letters.every((each) => digitOf(each) !== null)) {
      addNumber(numbers, letters.map(digitOf).join(''));
      continue;
    }
    if (letters.length < shortest || known.has(standing)) continue;
    known.add(standing);
    const word = wordOf(standing, isNumber);
    const head = word.characters.slice(0, headLength);
    words.set(head, [...(words.get(head) ?? []), word]);
  }
  const isEmpty = numbers.size === 0 && words.size === 0;
  return {
    isEmpty,
    find(text) {
      if (isEmpty) return [];
      const folded = fold(text).text;
      const places = [...numberPlaces(folded, numbers), ...wordPlaces(folded, words)];
      return places.length === 0 ? [] : inOriginal(text, folded, places);
    },
  };
}

function addNumber(numbers: Map<number, Set<string>>, digits: string): void {
  if (digits.length < shortest) return;
  const same = numbers.get(digits.length);
  if (same === undefined) numbers.set(digits.length, new Set([digits]));
  else same.add(digits);
}

function digitOf(character: string): string | null {
  return /^[0-9]$/.test(character) ? character : (numerals[character] ?? null);
}

function wordOf(standing: string, digitsAlone: boolean): Word {
  const characters: string[] = [];
  const gaps: boolean[] = [];
  let isGap = false;
  for (const character of standing) {
    if (!counts.test(character)) isGap = true;
    else {
      if (characters.length > 0) gaps.push(isGap);
      isGap = false;
      characters.push(character.toLowerCase());
    }
  }
  return {
    characters: characters.join(''),
    gaps,
    masked: digitsAlone ? longestRuns(standing) : characters.map(() => true),
  };
}

/** `1234&no2=5678`: the names of fields count on, and are shorter than the groups. */
function longestRuns(standing: string): boolean[] {
  const runs = [...standing.matchAll(/\d+|[\p{L}\p{N}○◯]/gu)].map(([run]) => run);
  const longest = Math.max(...runs.filter((run) => /\d/.test(run)).map(({ length }) => length));
  return runs.flatMap((run) => [...run].map(() => /\d/.test(run) && run.length === longest));
}

function numberPlaces(folded: string, numbers: ReadonlyMap<number, ReadonlySet<string>>): number[] {
  if (numbers.size === 0) return [];
  const found: number[] = [];
  const shortestNumber = Math.min(...numbers.keys());
  for (const { 0: run, index } of folded.matchAll(chain)) {
    if (run.length < shortestNumber) continue;
    const digits: string[] = [];
    const places: number[] = [];
    for (let at = 0; at < run.length; at++) {
      const digit = digitOf(run.charAt(at));
      if (digit === null) continue;
      digits.push(digit);
      places.push(index + at);
    }
    const line = digits.join('');
    for (const [length, values] of numbers) {
      for (let start = 0; start + length <= line.length; start++) {
        if (!values.has(line.slice(start, start + length))) continue;
        if (!isFree(folded, places, start, length)) continue;
        found.push(...places.slice(start, start + length));
        start += length - 1;
      }
    }
  }
  return found;
}

/** A piece of a longer number is not the value. */
function isFree(folded: string, places: readonly number[], start: number, length: number): boolean {
  const first = places[start] ?? 0;
  const last = places[start + length - 1] ?? 0;
  return !/[0-9]/.test(folded.charAt(first - 1)) && !/[0-9]/.test(folded.charAt(last + 1));
}

function wordPlaces(folded: string, words: ReadonlyMap<string, readonly Word[]>): number[] {
  if (words.size === 0) return [];
  const places: number[] = [];
  let line = '';
  for (const { 0: run, index } of folded.matchAll(/[\p{L}\p{N}○◯]+/gu)) {
    const lower = run.toLowerCase();
    // A few letters change their length: those stay as they are.
    line += lower.length === run.length ? lower : run;
    for (let at = 0; at < run.length; at++) places.push(index + at);
  }
  const found: number[] = [];
  for (let start = 0; start + headLength <= line.length; start++) {
    for (const word of words.get(line.slice(start, start + headLength)) ?? []) {
      if (!line.startsWith(word.characters, start) || !fits(places, start, word)) continue;
      for (const [at, isMasked] of word.masked.entries()) {
        const place = places[start + at];
        if (isMasked && place !== undefined) found.push(place);
      }
    }
  }
  return found;
}

/** Where something stands between two characters, something has to stand here. */
function fits(places: readonly number[], start: number, { gaps }: Word): boolean {
  return gaps.every((isGap, at) => {
    const between = (places[start + at + 1] ?? 0) - (places[start + at] ?? 0) - 1;
    return between <= mostBetween && (!isGap || between > 0);
  });
}

/** Folding changes the length of these alone. */
const resized = /[\ud800-\udfff]|\p{Default_Ignorable_Code_Point}|[\u2460-\u24ff\u3251-\u32bf]/u;

function inOriginal(text: string, folded: string, places: readonly number[]): [number, number][] {
  const inOrder = [...new Set(places)].sort((a, b) => a - b);
  if (text.length === folded.length && !resized.test(text)) {
    return inOrder.map((at) => [at, at + 1]);
  }
  const spans: [number, number][] = [];
  let next = 0;
  let at = 0;
  let foldedAt = 0;
  for (const character of text) {
    const end = at + character.length;
    // ー folds to - behind a digit: one character in any case.
    foldedAt += fold(character).text.length;
    if ((inOrder[next] ?? Number.POSITIVE_INFINITY) < foldedAt) {
      spans.push([at, end]);
      while ((inOrder[next] ?? Number.POSITIVE_INFINITY) < foldedAt) next++;
    }
    at = end;
  }
  return spans;
}
