/** What the schema found, in words for administrators: what is wrong, and what to write. */
import type { z } from 'zod';
import { error, type Finding, type Place } from './finding.ts';
import { keysAt } from './schema-keys.ts';

type Issue = z.core.$ZodIssue;

const kinds: Readonly<Record<string, string>> = {
  string: '文字列 / a text',
  number: '数字 / a number',
  boolean: 'true か false / true or false',
  array: '「- 」で始まる一覧 / a list of "- " lines',
  object: '「キー: 値」の組 / "key: value" lines',
  record: '「キー: 値」の組 / "key: value" lines',
};

/** @param document what was validated; @param schema what it was validated against */
export function schemaProblems(
  issues: readonly Issue[],
  document: unknown,
  schema: z.ZodType,
): Finding[] {
  return issues.flatMap((issue) => explain(issue, [], document, schema));
}

function explain(issue: Issue, above: Place, document: unknown, schema: z.ZodType): Finding[] {
  const at = [...above, ...issue.path.filter((step) => typeof step !== 'symbol')];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...at, key], keysAt(schema, at)));
    case 'invalid_type':
      return wrongType(at, issue.expected, document);
    case 'invalid_value':
      if (valueAt(document, at) === undefined) return [missing(at)];
      return [
        error(
          at,
          `値「${shown(valueAt(document, at))}」は使えません。/ This value cannot be used.`,
          `次のどれかを書いてください / Write one of: ${issue.values.map(String).join(', ')}`,
        ),
      ];
    case 'invalid_union':
      return branch(issue, at, document, schema);
    case 'too_small':
      return [empty(at)];
    case 'too_big':
      return [
        error(
          at,
          `長すぎます (最大 ${issue.maximum})。/ This is too long (at most ${issue.maximum}).`,
          '短くしてください。/ Shorten it.',
        ),
      ];
    default:
      return [
        error(
          at,
          `「${shown(valueAt(document, at))}」の形が正しくありません。/ This is malformed.`,
          issue.message,
        ),
      ];
  }
}

function missing(at: Place): Finding {
  const key = String(at.at(-1) ?? '');
  return error(
    at,
    `「${key}」がありません。/ ${key} is missing.`,
    `「${key}:」を書き足してください。/ Add "${key}:".`,
  );
}

function empty(at: Place): Finding {
  return error(
    at,
    '空です。/ This is empty.',
    '値を書くか、行を消してください。/ Write a value, or delete the line.',
  );
}

/** Of a union only the branch of the right kind is worth telling. */
function branch(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  at: Place,
  document: unknown,
  schema: z.ZodType,
): Finding[] {
  const fitting = issue.errors.filter(
    (issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) {
    return only.flatMap((inner) => explain(inner, at, document, schema));
  }
  const isOurs = /[ぁ-ん]/.test(issue.message);
  return [
    error(
      at,
      `「${shown(valueAt(document, at))}」の形が正しくありません。/ This is malformed.`,
      isOurs
        ? issue.message
        : '文字列か「match: …」の組を書いてください。/ Write a text, or "match: …" with its fields.',
    ),
  ];
}

function wrongType(at: Place, expected: string, document: unknown): Finding[] {
  const value = valueAt(document, at);
  const key = String(at.at(-1) ?? '');
  if (value === undefined) {
    const parent = valueAt(document, at.slice(0, -1));
    // What a feed lacks is told there: no need to ask for entries as well.
    if (key === 'entries' && isMapping(parent) && 'feed' in parent) return [];
    return [missing(at)];
  }
  if (value === null) return [empty(at)];
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return [
      error(
        at,
        `「${String(value)}」は文字列でなければなりません。/ This must be a text.`,
        `引用符で囲んでください: "${String(value)}" (先頭の 0 に注意) / Put it in quotes (mind leading zeros).`,
      ),
    ];
  }
  const wanted = kinds[expected] ?? expected;
  return [
    error(
      at,
      '値の種類が違います。/ This is the wrong kind of value.',
      `ここに書くもの / Expected here: ${wanted}`,
    ),
  ];
}

function unknownKey(at: Place, known: readonly string[]): Finding {
  const key = String(at.at(-1));
  const near = nearest(key, known);
  return error(
    at,
    `「${key}」というキーはありません。/ There is no key ${key} here.`,
    near === null
      ? `使えるキー / Keys here: ${known.join(', ')}`
      : `「${near}」ではありませんか。/ Did you mean ${near}?`,
  );
}

function nearest(key: string, known: readonly string[]): string | null {
  const ranked = known
    .map((each) => ({ each, steps: distance(key.toLowerCase(), each.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps);
  const [best] = ranked;
  return best !== undefined && best.steps <= Math.max(1, Math.floor(key.length / 3))
    ? best.each
    : null;
}

/** Levenshtein's distance, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function valueAt(document: unknown, at: Place): unknown {
  let value = document;
  for (const step of at) {
    value = isMapping(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

function isMapping(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
