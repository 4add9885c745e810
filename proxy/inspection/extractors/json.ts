/** JSON: every string and number with its key; arrays of objects as tables; content in Base64. */
import type { Part } from '../../../shared/detection/part.ts';
import { decode, detectCharset } from '../charset.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { base64In } from '../hidden-contents.ts';
import { NotInspected } from '../limits.ts';
import { splitNumbers } from '../split-numbers.ts';
import { base64Content, shortestBase64 } from './base64.ts';
import { type Row, tableParts } from './csv.ts';
import { textPieces } from './text.ts';

const deepest = 200;

export const json: Extractor = {
  types: ['json'],
  async *extract(bytes, extraction) {
    const charset = detectCharset(bytes);
    if (charset === null) throw new NotInspected('unknown-format');
    const whole = decode(bytes, charset);
    // As it stands, so that lines are known and nothing is lost where it is no JSON after all.
    yield* textPieces([whole.includes('\\u') ? unescaped(whole) : whole], {
      ...extraction.place,
      line: 1,
    });
    const value = parse(whole);
    if (value === undefined) return;
    yield* tablesIn(value, extraction, 0);
    for (const { name, value: digits } of splitNumbers([...shortTexts(value, '', 0)])) {
      yield {
        form: 'text',
        text: digits,
        before: `${name}: `,
        place: extraction.place,
        repeats: true,
      };
    }
    for (const { key, text } of longStrings(value, '', 0)) {
      const content = await base64Content(text);
      if (content !== null) yield* extraction.inner(key, content);
      else for await (const inside of base64In(text)) yield* extraction.inner(key, inside);
    }
  },
};

function unescaped(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseLines(text);
  }
}

/** JSON lines: a value on each. */
function parseLines(text: string): unknown[] | undefined {
  try {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): unknown => JSON.parse(line));
  } catch {
    return undefined;
  }
}

function* tablesIn(value: unknown, extraction: Extraction, depth: number): Generator<Part> {
  if (depth > deepest || value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    const objects = value.filter(isObject);
    if (objects.length >= 3) {
      const parts = tableParts(rowsOf(objects), extraction.place, extraction.nextTable());
      for (const part of parts) yield { ...part, repeats: true };
    }
  }
  for (const each of Object.values(value)) yield* tablesIn(each, extraction, depth + 1);
}

const pieceOfNumber = /^\p{Nd}{1,11}$/u;

/** What may be a piece of a number, with its key; in a list with that of the list. */
function* shortTexts(
  value: unknown,
  name: string,
  depth: number,
): Generator<{ name: string; value: string }> {
  if (typeof value === 'string' && pieceOfNumber.test(value)) yield { name, value };
  if (depth > deepest || value === null || typeof value !== 'object') return;
  const isList = Array.isArray(value);
  for (const [key, each] of Object.entries(value)) {
    yield* shortTexts(each, isList ? name : key, depth + 1);
  }
}

/** Strings that may hold content, with their keys. */
function* longStrings(
  value: unknown,
  key: string,
  depth: number,
): Generator<{ key: string; text: string }> {
  if (typeof value === 'string' && value.length >= shortestBase64) yield { key, text: value };
  if (depth > deepest || value === null || typeof value !== 'object') return;
  for (const [name, each] of Object.entries(value)) yield* longStrings(each, name, depth + 1);
}

function rowsOf(objects: readonly Record<string, unknown>[]): Row[] {
  const keys = [...new Set(objects.slice(0, 100).flatMap(Object.keys))].slice(0, 200);
  const cell = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return [
    { cells: keys, number: 1 },
    ...objects.map((each, at) => ({ cells: keys.map((key) => cell(each[key])), number: at + 2 })),
  ];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
