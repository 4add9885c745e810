import { describe, expect, it } from 'vitest';
import { detect } from '../../../../shared/detection/detect.ts';
import { tablePart } from '../../../../shared/detection/part.ts';

const persons = Array.from(
  { length: 20 },
  (_, at) =>
    `${'佐藤鈴木高橋田中伊藤'.slice((at % 5) * 2, (at % 5) * 2 + 2)}${'一二三四'[Math.floor(at / 5)]}郎`,
);
const isBulk = (rows: string[][]) =>
  detect([tablePart(rows)]).some(({ kind }) => kind === 'bulk-personal-data');
const table = (header: string[], row: (name: string, at: number) => string[]) => [
  header,
  ...persons.map(row),
];

describe('personal data in bulk', () => {
  it.each([
    ['names and phones', table(['お名前', '携帯'], (name, at) => [name, `090-0000-00${10 + at}`])],
    [
      'names and birth dates of the Showa era',
      table(['氏名', '生年月日'], (name, at) => [name, `昭和${20 + at}年4月1日`]),
    ],
    ['names and employers', table(['氏名', '勤務先'], (name) => [name, '〇〇商事'])],
    [
      'a title above the header',
      [['名簿', ''], ...table(['氏名', '住所'], (name) => [name, '横手市'])],
    ],
    [
      'kana names',
      table(['フリガナ', '郵便番号'], (_, at) => [
        `サトウ イチロウ${'アイウエオカキクケコサシスセソタチツテト'[at]}`,
        '013-8601',
      ]),
    ],
    [
      'persons side by side, their headers at the left',
      [
        ['氏名', ...persons],
        ['電話', ...persons.map((_, at) => `090-0000-00${10 + at}`)],
      ],
    ],
    [
      'who owes a tax, and how much',
      table(['納税義務者', '滞納額'], (name, at) => [name, `${at}000`]),
    ],
    [
      'staff with their offices and dates of birth',
      table(['職名', '氏名', '生年月日'], (name, at) => ['主事', name, `19${60 + at}-04-01`]),
    ],
  ])('is seen in %s', (_, rows) => {
    expect(isBulk(rows)).toBe(true);
  });

  it.each([
    [
      'firms and their presidents',
      table(['会社名', '代表者氏名', '所在地'], (name, at) => [
        `第${at}商事株式会社`,
        name,
        '秋田県横手市',
      ]),
    ],
    [
      'shelters',
      table(['施設名', '住所', '電話番号'], (_, at) => [
        `第${at}小学校`,
        '秋田県横手市',
        `0182-32-00${10 + at}`,
      ]),
    ],
    [
      'persons in charge of public offices',
      table(['課名', '担当', '電話番号'], (name, at) => [
        `第${at}課`,
        name,
        `0182-32-00${10 + at}`,
      ]),
    ],
    [
      'officers and their telephones',
      table(['職名', '氏名', '電話番号'], (name, at) => ['課長', name, `0182-32-00${10 + at}`]),
    ],
    [
      'members of a council',
      table(['議席番号', '氏名', '会派', '住所'], (name, at) => [
        String(at),
        name,
        '市民の会',
        `横手市中央町${at}-1`,
      ]),
    ],
    [
      'firms that are named for a family',
      persons.map((name, at) => [`${name.slice(0, 2)}酒造`, `0182-32-00${10 + at}`]),
    ],
    ['names alone', table(['氏名'], (name) => [name])],
    ['one person many times', persons.map(() => ['佐藤一郎', '013-8601'])],
  ])('is not seen in %s', (_, rows) => {
    expect(isBulk(rows)).toBe(false);
  });
});
