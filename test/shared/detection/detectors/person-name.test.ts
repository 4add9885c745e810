import { describe, expect, it } from 'vitest';
import { detect } from '../../../../shared/detection/detect.ts';
import { tablePart, textPart } from '../../../../shared/detection/part.ts';

const count = (...parts: Parameters<typeof detect>[0] extends Iterable<infer P> ? P[] : never) =>
  detect(parts)
    .filter(({ kind }) => kind === 'person-name')
    .reduce((sum, each) => sum + each.count, 0);

describe('names of persons', () => {
  it.each([
    ['with a title', '渡邊様がお見えです', 1],
    ['with a rare family name behind a label', '氏名：寿松木 優奈', 1],
    ['in Latin letters behind a label', 'Name: Suzuki Hanako', 1],
    ['two of them', '田中健太様、田中美咲様', 2],
    ['with characters apart', '氏 名：奥 山 翔 太', 1],
    ['whoever everybody is', '市民の皆様、保護者の皆様へ', 0],
    ['an official behind the name', '高橋太郎市長が挨拶した', 0],
    ['a contact', '担当：佐藤 一郎（内線2100）', 0],
    ['English words behind a label', 'Name: General Use', 0],
    ['a prefecture and its university', '千葉大学と石川県庁', 0],
  ])('%s', (_, text, expected) => {
    expect(count(textPart(text))).toBe(expected);
  });

  it('believes a header, and not one of officials', () => {
    const rows = [
      ['1', '播磨虎之助'],
      ['2', '寿松木孝'],
    ];
    expect(count(tablePart([['番号', '氏名'], ...rows]))).toBe(2);
    expect(count(tablePart([['番号', '議員名'], ...rows]))).toBe(0);
  });

  it('shows nothing of the name', () => {
    const [found] = detect([textPart('氏名：佐藤 一郎')]);
    expect(found?.masked).toBe('•• ••');
  });
});
