/**
 * Numbers that have a form, and a word that says what they are:
 *
 *   基礎年金番号：１２３４－５６７８９０      the word before it
 *   氏名 | 基礎年金番号                   the header above it
 *   年金番号 [1][2][3][4] [5][6]…         boxes, lines, cells behind the word
 */
import { nearestWord, type Words } from './context.ts';
import { bounded, type Candidate, type ColumnFacts, type Detector } from './detector.ts';
import { ledDigits } from './led-digits.ts';

export interface Reading {
  /** In canonical spelling. */
  readonly value: string;
  /** Without any other sign. */
  readonly confidence: number;
  /** Whether a check digit holds; false where there is none. */
  readonly isChecked: boolean;
}

export interface NumberForm {
  readonly words: Words;
  /** How it is written in folded text, kanji numerals read as digits. Global. */
  readonly written: RegExp;
  /** What was written; null: it is none. */
  read(written: string): Reading | null;
  /** What its own word adds. */
  readonly own: number;
  /** What is added where nothing else stands in the content. */
  readonly alone?: number;
  /** What a column adds of which every value has its check digit. */
  readonly column?: number;
  /** Behind this label (global) digits may be spread; so many make one. */
  readonly spread?: { readonly label: RegExp; readonly lengths: readonly number[] };
  masked(value: string): string;
}

/** No letter or digit touches it, no digit behind a separator, and no group of a UUID. */
export function free(pattern: string, flags = 'g'): RegExp {
  return new RegExp(
    `(?<![0-9A-Za-z]|[0-9][-.,:/]|[0-9A-Fa-f]{4}-)(?:${pattern})(?![0-9A-Za-z]|[-.,:/][0-9]|-[0-9A-Fa-f]{4}-)`,
    flags,
  );
}

/** So many distinct values of a column that all pass are no chance. */
const enough = 5;

export function labelledNumber(form: NumberForm): Pick<Detector, 'inText' | 'column'> {
  return {
    inText(_text, { isAlone, isTable, from, once }) {
      const digits = once(kanjiAsDigits);
      const found: Candidate[] = [];
      for (const { index: start, 0: written } of digits.matchAll(form.written)) {
        const end = start + written.length;
        const reading = end > from ? form.read(written) : null;
        if (reading === null) continue;
        const word = nearestWord(digits, start, end, form.words, isTable);
        const isWhole = isAlone && digits.slice(from).trim().length === written.trim().length;
        found.push(candidate(form, reading, { start, end, word, isWhole }));
      }
      return [...found, ...spreadDigits(digits, form, from)];
    },
    column: {
      judge(cell) {
        const written = kanjiAsDigits(cell).trim();
        const whole = written.match(form.written);
        if (whole?.[0]?.trim() !== written) return null;
        const reading = form.read(written);
        return {
          value: reading?.value ?? onlyDigits(written),
          passes: reading?.isChecked ?? false,
        };
      },
      adjust: (confidence, facts) => adjust(form, confidence, facts),
    },
  };
}

function candidate(
  form: NumberForm,
  { value, confidence }: Reading,
  at: { start: number; end: number; word: 'own' | 'other' | null; isWhole: boolean },
): Candidate {
  let sure = confidence;
  if (at.word === 'own') sure += form.own;
  if (at.word === 'other') sure -= 0.4;
  if (at.isWhole) sure += form.alone ?? 0;
  const { start, end } = at;
  return { start, end, confidence: bounded(sure), masked: form.masked(value), value };
}

function spreadDigits(text: string, form: NumberForm, from: number): Candidate[] {
  if (form.spread === undefined) return [];
  const { label, lengths } = form.spread;
  return lengths.flatMap((length) =>
    ledDigits(text, label, length).flatMap(({ digits, start, end }) => {
      // In one run, or in usual groups, it was looked at as it is written.
      const isSpread = !/^\d+$|^\d{2,}(?:[-. /・]\d{2,})+$/.test(text.slice(start, end));
      const reading = end > from && isSpread ? form.read(digits) : null;
      const word = reading === null ? null : nearestWord(text, start, end, form.words);
      if (reading === null || word !== 'own') return [];
      return [candidate(form, reading, { start, end, word, isWhole: false })];
    }),
  );
}

function adjust(form: NumberForm, confidence: number, facts: ColumnFacts): number {
  const { seen, passed, header } = facts;
  const { length } = header;
  const headed =
    header === '' ? null : nearestWord(`${header} `, length, length + 1, form.words, false);
  let sure = confidence;
  if (headed === 'own') sure += form.own;
  if (headed === 'other') sure -= 0.4;
  if (form.column !== undefined) {
    if (seen >= enough && passed === seen) sure += form.column;
    else if (seen >= 10 && passed < seen / 2 && headed !== 'own') sure -= 0.4;
  }
  return bounded(sure);
}

const kanji = '〇一二三四五六七八九';
const kanjiRun = /[〇一二三四五六七八九](?:[ \t\-.・の/]?[〇一二三四五六七八九]){5,}/g;

/** Kanji numerals that stand for digits one by one, six or more: read as digits, at their places. */
export function kanjiAsDigits(text: string): string {
  return text.replace(kanjiRun, (run) =>
    run
      .replace(/[〇一二三四五六七八九]/g, (each) => String(kanji.indexOf(each)))
      .replace(/の/g, '-'),
  );
}

/** `••••567`: only the last few. */
export function lastShown(value: string, shown: number): string {
  return `${'•'.repeat(Math.max(0, value.length - shown))}${value.slice(value.length - shown)}`;
}

export const isRepeated = (digits: string) => /^(\d)\1*$/.test(digits);
export const onlyDigits = (written: string) => written.replace(/\D/g, '');
