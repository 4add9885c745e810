import { describe, expect, it } from 'vitest';
import { detect } from '../../../../shared/detection/detect.ts';
import { textPart } from '../../../../shared/detection/part.ts';

const counts = (text: string) =>
  detect([textPart(text)])
    .filter(({ kind }) => kind === 'sensitive-personal-data')
    .map(({ count }) => count);

describe('sensitive data of a person', () => {
  it.each([
    ['a name and an illness', '佐藤一郎さんは糖尿病で通院中です。', [1]],
    ['two paragraphs, two persons', '佐藤 一郎　がん治療中\n\n鈴木 花子　認知症あり', [1, 1]],
    ['two lines of one paragraph', '佐藤 一郎　滞納3期\n鈴木 花子　分納誓約', [2]],
    ['a date of birth', '生年月日 昭和40年2月2日\n要介護3', [1]],
    ['no person', '糖尿病の予防について', []],
    ['far apart', `佐藤 一郎さんが来庁。${'窓口で書類を受け取った。'.repeat(20)}糖尿病`, []],
    ['a lecture', '佐藤 一郎氏が糖尿病について講演します。', []],
    ['an official', '佐藤 一郎市長は、認知症サポーター講座に出席した。', []],
  ])('%s', (_, text, expected) => {
    expect(counts(text)).toEqual(expected);
  });

  it('shows what it is about, and no word of it', () => {
    const [found] = detect([textPart('佐藤一郎さんは糖尿病で通院中です。')]).filter(
      ({ kind }) => kind === 'sensitive-personal-data',
    );
    expect(found?.masked).toBe('健康・医療 / health');
  });
});
