import { expect, test } from 'vitest';
import { placeText } from '../../../extension/guard/place-text.ts';
import type { PlaceRecord } from '../../../shared/audit/content-record.ts';
import { sayJapanese } from '../../support/say-japanese.ts';

test.each<[string, PlaceRecord, string]>([
  ['nothing', {}, ''],
  ['a cell of a sheet', { sheet: '名簿', cell: 'B12' }, 'シート「名簿」・B12'],
  ['a page', { page: 3 }, '3 ページ'],
  ['a line', { line: 12 }, '12 行目'],
  ['a cell rather than its line', { line: 12, cell: 'B12' }, 'B12'],
  ['a slide', { slide: 2, corner: 'notes' }, 'ノート・スライド 2'],
  ['a file in an archive', { entry: ['a.zip', '名簿.xlsx'], cell: 'A1' }, 'a.zip › 名簿.xlsx・A1'],
  ['the name of the file', { corner: 'name' }, 'ファイル名'],
  ['a corner that nobody knows', { corner: 'constructor' }, ''],
  ['a name that turns the direction', { entry: ['a\u202Ecsv.exe'] }, 'a⟨U+202E⟩csv.exe'],
])('%s', (_, place, expected) => {
  expect(placeText(place, sayJapanese)).toBe(expected);
});
