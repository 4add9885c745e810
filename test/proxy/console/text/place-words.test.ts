import { expect, test } from 'vitest';
import { placeWords } from '../../../../proxy/console/text/place-words.ts';
import { en } from '../../../../proxy/console/words/en.ts';
import { ja } from '../../../../proxy/console/words/ja.ts';
import type { PlaceRecord } from '../../../../shared/audit/content-record.ts';

test.each<[PlaceRecord, string]>([
  [{}, ''],
  [{ line: 3 }, '3行目'],
  [{ sheet: '住所', cell: 'B2' }, 'シート「住所」 › セル B2'],
  [
    { entry: ['a.zip', '名簿.docx'], corner: 'header', page: 2 },
    'a.zip › 名簿.docx › ヘッダー › 2ページ',
  ],
  [{ slide: 4, corner: 'notes' }, 'ノート › スライド4'],
  [{ corner: 'of a newer program' }, 'of a newer program'],
  [{ corner: 'toString' }, 'toString'],
])('%j is %s', (place, expected) => {
  expect(placeWords(ja, place)).toBe(expected);
});

test('in English as well', () => {
  expect(placeWords(en, { sheet: 'a', line: 2 })).toBe('sheet “a” › line 2');
});
