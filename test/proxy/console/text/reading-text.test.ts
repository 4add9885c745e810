import { describe, expect, test } from 'vitest';
import { readingText } from '../../../../proxy/console/text/reading-text.ts';
import { en } from '../../../../proxy/console/words/en.ts';
import { ja } from '../../../../proxy/console/words/ja.ts';
import { sourceFiles } from '../../../architecture/source-files.ts';

const told: readonly (readonly [detail: string, japanese: string, english: string])[] = [
  ['all', 'すべての記録', 'all records'],
  ['uploads all', 'アップロード', 'uploads'],
  [
    'uploads host=files.example',
    'アップロード（host=files.example）',
    'uploads (host=files.example)',
  ],
  ['postings all', '投稿記録', 'posting log'],
  ['posting', '投稿1件', 'one posting'],
  ['thumbnail', '縮小画像', 'a thumbnail'],
  ['drafts state=open', '投稿の下書き（受付中）', 'drafts (going on)'],
  ['drafts state=closed', '投稿の下書き（終わったもの）', 'drafts (over)'],
  ['why', '記録の判定のやり直し', 'a record decided again'],
  ['refusals by page, 7 days', 'ページが必要とした宛先（7日分）', 'what pages wanted, 7 days'],
  ['observed decisions, 14 days', '学習（14日分）', 'learning, 14 days'],
  ['refusals around request R-1', '申請 R-1 に関わる遮断', 'refusals around request R-1'],
  [
    'draft on revision 3, days=30',
    '版 3 への変更、30日分の記録',
    'changes to revision 3, records of 30 days',
  ],
  [
    'host=www.example.jp action=block',
    'host=www.example.jp action=block',
    'host=www.example.jp action=block',
  ],
];

describe('what was read, in words', () => {
  test.each(told)('%s', (detail, japanese, english) => {
    expect([readingText(ja, detail), readingText(en, detail)]).toEqual([japanese, english]);
  });
});

test('what stands in a row is joined by the comma of a language, never by 、', () => {
  const joined = sourceFiles('proxy/console').filter(({ text }) => text.includes("join('、')"));
  expect(joined.map(({ name }) => name)).toEqual([]);
});
