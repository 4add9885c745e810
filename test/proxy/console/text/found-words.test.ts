import { expect, test } from 'vitest';
import {
  allFound,
  foundWords,
  inspectedWords,
} from '../../../../proxy/console/text/found-words.ts';
import { ja } from '../../../../proxy/console/words/ja.ts';
import type { FindingRecord } from '../../../../shared/audit/content-record.ts';

const found = (changes: Partial<FindingRecord>): FindingRecord => ({
  kind: 'individual-number',
  count: 1,
  confidence: 1,
  place: {},
  masked: '',
  ...changes,
});

test.each<[Partial<FindingRecord>, string]>([
  [{ count: 1200 }, '個人番号 1,200件'],
  [{ kind: 'bulk-personal-data', count: 12 }, '個人情報の名簿 12人分'],
  [{ kind: 'mark', mark: '秘' }, '機密の表示 秘 1件'],
  [
    { kind: 'registered-document', document: { id: 'R-12', owner: '情報政策課', level: '3A' } },
    '登録文書の写し R-12 1件',
  ],
])('%j is %s', (changes, expected) => {
  expect(foundWords(ja, found(changes))).toBe(expected);
});

test('the same kind is added up over all items, marks each for itself', () => {
  const items = [
    { findings: [found({ count: 2 }), found({ kind: 'mark', mark: '秘' })] },
    { findings: [found({ count: 3 }), found({ kind: 'mark', mark: '極秘' })] },
  ];
  expect(allFound(items)).toEqual([
    { kind: 'individual-number', count: 5 },
    { kind: 'mark', mark: '秘', count: 1 },
    { kind: 'mark', mark: '極秘', count: 1 },
  ]);
});

test.each<[boolean | 'partly', string | null, string]>([
  [true, null, '検査済み'],
  [false, 'encrypted', '検査できず（パスワードなどで暗号化されている）'],
  ['partly', 'no-text', '一部だけ検査（文字のない画像やスキャン）'],
  [false, 'toString', '検査できず（toString）'],
  [false, null, '検査できず'],
])('inspected %s (%s): %s', (inspected, why, expected) => {
  expect(inspectedWords(ja, { inspected, why })).toBe(expected);
});
