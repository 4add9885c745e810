import { describe, expect, test } from 'vitest';
import { en } from '../../../../proxy/console/words/en.ts';
import { ja } from '../../../../proxy/console/words/ja.ts';

/** Every text by its path; functions are called with numbers, which fit wherever words fit. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value(1, 2, 3))]];
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
/** The switch names the other language; clauses are written in Japanese. */
const foreign = ['.language', '.policy.lists.clauseHint'];

describe('words', () => {
  test('both languages have the same keys', () => {
    expect(texts(en).map(([path]) => path)).toEqual(texts(ja).map(([path]) => path));
  });

  test('English holds no Japanese', () => {
    const left = texts(en).filter(([path, text]) => japanese.test(text) && !foreign.includes(path));
    expect(left).toEqual([]);
  });

  test('no text is empty in one language only', () => {
    const english = new Map(texts(en));
    const differ = texts(ja).filter(([path, text]) => (text === '') !== (english.get(path) === ''));
    expect(differ).toEqual([]);
  });
});
