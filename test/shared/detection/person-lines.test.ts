import { describe, expect, it } from 'vitest';
import { personLines } from '../../../shared/detection/person-lines.ts';

describe('lines with persons', () => {
  it('are counted by distinct names, from the first on', () => {
    const text =
      '名簿\n佐藤一郎 013-8601\n鈴木 花子 090-0000-0000\n佐藤一郎 横手市\n田中次郎 a@b.jp\n佐藤一郎 013-8601\n';
    const found = personLines(text);
    expect(found?.persons).toBe(3);
    expect(text.slice(found?.start, found?.end)).toBe('佐藤一郎 013-8601');
  });

  it.each([
    ['昭和40年4月1日生 佐藤一郎', 1],
    ['佐藤一郎 秋田県横手市中央町8-2', 1],
    ['・佐藤 一郎さん（昭和40年4月1日生） 電話090-0000-0000', 1],
    ['氏名：佐藤 一郎\n住所：秋田県横手市中央町8-2', 1],
    ['FN:佐藤 一郎\nTEL;TYPE=CELL:090-0000-0000', 1],
    ['氏名：佐藤 一郎\n職名：館長\n電話：0182-32-1000', 0],
    ['氏名：佐藤 一郎\n\n\n\n\n\n\n\n\n\n電話：0182-32-1000', 0],
    ['館長 佐藤一郎 0182-32-1000', 0],
    ['佐藤商店 013-8601', 0],
    ['N:佐藤;一郎;;;\nTEL:090-0000-0000', 1],
    ['cn: 佐藤 一郎\nmail: a@b.jp', 1],
    ['<name>佐藤一郎</name><tel>0182-32-1000</tel>', 1],
    ['〒013-8601\n秋田県横手市中央町8-2\n佐藤 一郎 様', 1],
    ['〒013-8601\n秋田県横手市中央町8-2\n\n\n\n佐藤 一郎 様', 0],
    ['横手市長 佐藤一郎 0182-32-1000', 0],
    ['佐藤一郎 出席', 0],
  ])('%s: %i', (line, persons) => {
    expect(personLines(line)?.persons ?? 0).toBe(persons);
  });

  const given = ['一郎', '花子', '健太', '美咲'];
  it.each([
    ['a list of mail addresses', (name: string, at: number) => `${name} <u${at}@b.example>, `],
    ['SQL', (name: string, at: number) => `(${at},'${name}','u${at}@b.example','090-0000-0000'),`],
    ['pairs', (name: string) => `${name} 0182-32-1000; `],
  ])('are counted in one long line: %s', (_, spell) => {
    const names = ['佐藤', '鈴木', '高橋'].flatMap((family) => given.map((each) => family + each));
    expect(personLines(names.map(spell).join(''))?.persons).toBe(12);
  });

  it('are read from one line of megabytes', () => {
    expect(personLines('a1-2@'.repeat(400_000))).toBeNull();
  });
});
