import { expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { parseMatch } from '../../../shared/destination/entry-match.ts';
import { buildHostTable } from '../../../shared/destination/host-table.ts';

function table(texts: readonly string[]) {
  return buildHostTable(
    texts.map((text) => {
      const parsed = parseMatch(text);
      if (!parsed.ok) throw new Error(text);
      return { match: parsed.match };
    }),
  );
}

function found(texts: readonly string[], url: string): string[] {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(url);
  return table(texts)
    .candidates(parsed.destination)
    .map(({ match }) => match.text);
}

const texts = [
  '*',
  'jp',
  'example.jp',
  '.www.example.jp',
  'www.example.jp/x',
  'other.jp',
  'glob:*.example.jp',
  '10.0.0.1',
  '0.0.1',
  'ample.jp',
].filter((text) => text !== '0.0.1');

test.each([
  [
    'walks the labels of a name',
    'https://www.example.jp/',
    ['*', 'jp', 'example.jp', 'glob:*.example.jp', '.www.example.jp', 'www.example.jp/x'],
  ],
  ['stops at the name', 'https://example.jp/', ['*', 'jp', 'example.jp', 'glob:*.example.jp']],
  ['takes an address whole', 'http://10.0.0.1/', ['*', '10.0.0.1']],
  ['takes an address inside another', 'http://[64:ff9b::a00:1]/', ['*', '10.0.0.1']],
  ['takes a URL without a host by what names none', 'data:x', ['*']],
])('%s', (_, url, expected) => {
  expect(found(texts, url)).toEqual(expected);
});

test('holds a hundred thousand hosts and looks up a few', () => {
  const many = Array.from({ length: 100_000 }, (_, i) => `host${i}.example.jp`);
  const big = table(many);
  expect(big.size).toBe(100_000);
  const parsed = parseDestination('https://www.host77777.example.jp/');
  if (!parsed.ok) throw new Error(parsed.problem);
  expect(big.candidates(parsed.destination)).toHaveLength(1);
});

test('holds a hundred thousand entries of one host', () => {
  const big = table(Array.from({ length: 100_000 }, (_, i) => `example.jp/${i}`));
  const parsed = parseDestination('https://example.jp/');
  if (!parsed.ok) throw new Error(parsed.problem);
  expect(big.candidates(parsed.destination)).toHaveLength(100_000);
});
