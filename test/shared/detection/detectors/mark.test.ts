import { describe, expect, it } from 'vitest';
import { detect } from '../../../../shared/detection/detect.ts';
import { textPart } from '../../../../shared/detection/part.ts';

const marks = (text: string, corner?: 'header' | 'name') =>
  detect([textPart(text, corner === undefined ? {} : { corner })]).map(({ mark }) => mark);

describe('marks', () => {
  it.each([
    ['機密性３Ａ', '機密性3A'],
    ['【機密性2情報】', '機密性2'],
    ['自治体機密性3B', '機密性3B'],
    ['（秘）', '秘'],
    ['㊙', '秘'],
    ['マル秘', '秘'],
    ['極秘', '極秘'],
    ['【取扱い注意】', '取扱注意'],
    ['持ち出し禁止', '持出禁止'],
    ['■社外秘■', '社外秘'],
    ['【個人情報】', '個人情報'],
  ])('%s is read as %s', (text, name) => {
    expect(marks(`${text}\n令和6年度の計画について\n本文が続きます。`)).toEqual([name]);
  });

  it.each(['部外秘_計画.docx', '計画（部外秘）.docx', '【個人情報】名簿.xlsx', '秘.txt'])(
    'are read in the file name %s',
    (name) => {
      expect(marks(name, 'name')).toHaveLength(1);
    },
  );

  it.each(['秘書課_予定.docx', '個人情報保護条例.pdf', '神秘の森.jpg'])(
    'are not seen in the file name %s',
    (name) => {
      expect(marks(name, 'name')).toEqual([]);
    },
  );

  it.each([
    '秘密の保持について定める。',
    '個人情報を取り扱う事務の届出',
    '取扱注意事項を守ること。',
    '職員は、部外秘の情報を漏らしてはならない。',
    '機密性2以上の情報を持ち出すときは許可を得る。',
  ])('are not seen in %s', (text) => {
    expect(marks(text)).toEqual([]);
  });

  it('are read in a header with other words', () => {
    expect(marks('総務課 部外秘 令和6年4月', 'header')).toEqual(['部外秘']);
  });
});

it('are not the name of a column', async () => {
  const { tablePart } = await import('../../../../shared/detection/part.ts');
  const table = tablePart([
    ['システム', '個人情報', '備考'],
    ['住民記録', '個人情報', ''],
  ]);
  expect(detect([table])).toEqual([]);
});
