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
    ['「機密性3」', '機密性3'],
    ['機密性レベル：3A', '機密性3A'],
    ['機密性Ⅲ', '機密性3'],
    ['機密性２情報　作成日：令和6年4月1日', '機密性2'],
    ['情報分類　機密性3B・完全性2B・可用性2A', '機密性3B'],
    ['機密性３Ｃ（複製禁止・転載禁止）', '機密性3C'],
    ['この文書の機密性は2とする。', '機密性2'],
    ['本資料は「機密性3」です。', '機密性3'],
    ['令和6年度予算要求書　　　　機密性3A', '機密性3A'],
    ['人事異動案　　　秘', '秘'],
    ['取扱区分：秘', '秘'],
    ['○秘', '秘'],
    ['秘文書', '秘'],
    ['【秘密】', '秘'],
    ['厳秘', '厳秘'],
    ['≪極秘≫', '極秘'],
    ['市外秘', '庁外秘'],
    ['【関係者限り】', '関係者限り'],
    ['庁内限り', '庁内限り'],
    ['取扱厳重注意！', '取扱注意'],
    ['庁外持ち出し禁止', '持出禁止'],
    ['本資料の庁外への持ち出しを禁止します。', '持出禁止'],
    ['持出厳禁', '持出禁止'],
    ['この名簿は個人情報を含むため、取扱いに注意してください。', '個人情報'],
    ['【要配慮個人情報】', '個人情報'],
  ])('%s is read as %s', (text, name) => {
    expect(marks(`${text}\n令和6年度の計画について\n本文が続きます。`)).toEqual([name]);
  });

  it.each([
    '部外秘_計画.docx',
    '計画（部外秘）.docx',
    '【個人情報】名簿.xlsx',
    '秘.txt',
    '機密性３Ａ会議資料.docx',
    '極秘名簿.xlsx',
  ])('are read in the file name %s', (name) => {
    expect(marks(name, 'name')).toHaveLength(1);
  });

  it.each([
    '秘書課_予定.docx',
    '個人情報保護条例.pdf',
    '神秘の森.jpg',
    '機密性3情報の取扱要領.docx',
    '部外秘文書管理規程.pdf',
  ])('are not seen in the file name %s', (name) => {
    expect(marks(name, 'name')).toEqual([]);
  });

  it.each([
    '秘密の保持について定める。',
    '個人情報を取り扱う事務の届出',
    '取扱注意事項を守ること。',
    '職員は、部外秘の情報を漏らしてはならない。',
    '機密性2以上の情報を持ち出すときは許可を得る。',
    '機密性３情報とは、秘密文書に相当する機密性を要する情報をいう。',
    '機密性の高い情報は、機密性一覧による。',
    '自治体機密性3A：特定個人情報\n自治体機密性3B：住民情報\n自治体機密性2：内部資料',
    '自治体機密性3\n最も重い。\n自治体機密性2\nその次。',
    '文書には「取扱注意」、「部外秘」又は「秘」と表示する。',
    '人事に関する文書は（秘）とする。',
    '極秘裏に進められた秘境の調査',
    '秘　密　の　花　園',
    '図書の持ち出しは窓口へ。非常持出袋を備えましょう。',
  ])('are not seen in %s', (text) => {
    expect(marks(text)).toEqual([]);
  });

  it('are read in the name of a sheet', () => {
    const sheet = textPart('秘_名簿', { sheet: '秘_名簿', corner: 'sheet-name' });
    expect(detect([sheet]).map(({ mark }) => mark)).toEqual(['秘']);
  });

  it('stay where the text speaks of another level far below', () => {
    expect(
      marks(`機密性3A\n${'本文が続きます。'.repeat(40)}機密性2の資料は別に保管する。`),
    ).toEqual(['機密性3A']);
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
