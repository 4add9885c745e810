import { expect, test } from 'vitest';
import {
  createGramKey,
  createWinnowing,
  gramLetters,
  guaranteedLetters,
  windowGrams,
} from '../../../../shared/detection/registered/winnow.ts';
import { testSecret } from '../../../support/registered-documents.ts';

const key = createGramKey(testSecret);

function fingerprints(text: string, everyGram = false, from = key) {
  const found: { gram: string; end: number }[] = [];
  const winnowing = createWinnowing(
    from,
    (high, low, end) => found.push({ gram: `${high} ${low}`, end }),
    everyGram,
  );
  for (const unit of text) winnowing.add(unit.charCodeAt(0));
  return found;
}

const text = Array.from({ length: 5000 }, (_, at) =>
  String.fromCharCode(0x4e00 + ((at * at * 31 + at * 7) % 997)),
).join('');

test('the same letters give the same fingerprint, wherever they stand', () => {
  const every = new Map(fingerprints(text, true).map(({ gram, end }) => [end, gram]));
  const later = fingerprints(`前置き${text}`, true);
  for (const { gram, end } of later.slice(gramLetters)) expect(every.get(end - 3)).toBe(gram);
});

test('of twelve in a row at least one is chosen, and about one in six and a half', () => {
  const ends = fingerprints(text).map(({ end }) => end);
  const gaps = ends.slice(1).map((end, at) => end - (ends[at] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(windowGrams);
  expect(text.length / ends.length).toBeGreaterThan(5.5);
  expect(text.length / ends.length).toBeLessThan(7.5);
});

test('what is chosen are fingerprints of the text', () => {
  const every = new Set(fingerprints(text, true).map(({ gram, end }) => `${gram} ${end}`));
  for (const { gram, end } of fingerprints(text)) expect(every).toContain(`${gram} ${end}`);
});

test('another key gives other fingerprints', () => {
  const other = createGramKey(testSecret.map((each) => each ^ 0x5a));
  const mine = new Set(fingerprints(text, true).map(({ gram }) => gram));
  const shared = fingerprints(text, true, other).filter(({ gram }) => mine.has(gram));
  expect(shared).toEqual([]);
});

test('every fingerprint of different letters is another: order and single letters count', () => {
  const all = fingerprints(text, true).map(({ gram }) => gram);
  const letters = Array.from({ length: text.length - gramLetters + 1 }, (_, at) =>
    text.slice(at, at + gramLetters),
  );
  expect(new Set(all).size).toBe(new Set(letters).size);
});

test('after a reset nothing of the text before counts', () => {
  const found: number[] = [];
  const winnowing = createWinnowing(key, (_, __, end) => found.push(end), true);
  for (const unit of '一二三四五六七八九十百') winnowing.add(unit.charCodeAt(0));
  winnowing.reset();
  for (const unit of '一二三四五六七八九十百千') winnowing.add(unit.charCodeAt(0));
  expect(found).toEqual([23]);
});

test('the guarantee is a short paragraph', () => {
  expect(guaranteedLetters).toBe(71);
  expect(() => createGramKey(new Uint8Array(16))).toThrow('32');
});
