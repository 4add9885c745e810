import { describe, expect, it } from 'vitest';
import { readColumns } from '../../../shared/detection/columns.ts';

const roles = (rows: string[][]) => readColumns(rows).columns.map(({ role }) => role);
const times = (count: number, row: string[]) => Array.from({ length: count }, () => row);

describe('columns', () => {
  it.each<[string, string[][], (string | null)[]]>([
    [
      'by headers',
      [
        ['氏名', '住所', '備考'],
        ['佐藤一郎', '横手市', 'なし'],
      ],
      ['person', 'address', null],
    ],
    [
      'by a header in the third row',
      [
        ['名簿', ''],
        ['', ''],
        ['氏名', '電話番号'],
        ['佐藤一郎', '0182-00-0000'],
      ],
      ['person', 'phone'],
    ],
    [
      'by values',
      times(5, ['佐藤一郎', '013-8601', '秋田県横手市', '男', '1980-04-01', 'a@b.jp']),
      ['person', 'postal-code', 'address', 'gender', 'birth-date', 'email'],
    ],
    [
      'officials are no persons',
      [
        ['学校名', '校長名'],
        ['横手北小学校', '佐藤一郎'],
      ],
      ['subject', 'official'],
    ],
    [
      'a header that its values contradict',
      [['氏名', '住所'], ...times(5, ['第一公民館（大ホール）', '横手市'])],
      [null, 'address'],
    ],
    [
      'names in two columns, by readings',
      [
        ['ｾｲ', 'ﾒｲ', 'ﾃﾞﾝﾜ'],
        ['ｻﾄｳ', 'ｲﾁﾛｳ', '0182-00-0000'],
      ],
      ['person', 'person', 'phone'],
    ],
    [
      'names in two columns, in English',
      [
        ['last_name', 'firstName', 'birthday'],
        ['Sato', 'Ichiro', '1980-04-01'],
      ],
      ['person', 'person', 'birth-date'],
    ],
    [
      'names in two columns, by values',
      times(5, ['1', '佐藤', '一郎', '1980-04-01']),
      [null, 'person', 'person', 'birth-date'],
    ],
    [
      'names in Latin letters, by values',
      times(5, ['Ichiro Sato', '090-0000-0000']),
      ['person', 'phone'],
    ],
    [
      'family names that are places',
      times(5, ['山田', '公民館', '013-8601']),
      [null, 'subject', 'postal-code'],
    ],
    [
      'dates of an office are none of birth',
      [
        ['代', '氏名', '就任年月日', '退任年月日'],
        ...times(5, ['1', '佐藤一郎', '昭和1年4月1日', '1950-03-31']),
      ],
      [null, 'person', null, null],
    ],
    [
      'English headers',
      [
        ['user_name', 'email'],
        ['Ichiro Sato', 'a@b.jp'],
      ],
      ['person', 'email'],
    ],
    [
      'headers that are spaced out',
      [
        ['氏　名', '住　　所', '電 話'],
        ['佐藤一郎', '横手市中央町8-2', '0182-32-1000'],
      ],
      ['person', 'address', 'phone'],
    ],
    [
      'whoever a form names',
      [
        ['納税義務者', '被接種者名', '滞納額'],
        ['佐藤一郎', '鈴木 花子 様', '12000'],
      ],
      ['person', 'person', 'number'],
    ],
    [
      'offices, and who holds them',
      [
        ['職名', '氏名', '内線'],
        ['課長', '佐藤一郎', '2100'],
      ],
      ['office', 'person', null],
    ],
    [
      'members of a council',
      [
        ['議席番号', '氏名', '会派'],
        ['1', '佐藤一郎', '市民の会'],
      ],
      ['official', 'person', 'official'],
    ],
    [
      'whoever stands on a programme',
      [
        ['催し', '主催者', '連絡先'],
        ['雪まつり', '横手観光', '0182-32-1000'],
      ],
      [null, 'official', 'phone'],
    ],
    [
      'firms that are named for a family',
      times(5, ['佐藤酒造', '013-8601']),
      [null, 'postal-code'],
    ],
  ])('are known: %s', (_, rows, expected) => {
    expect(roles(rows)).toEqual(expected);
  });

  it('has no roles for numbers', () => {
    expect(roles(times(10, ['1', '2.5', '300']))).toEqual([null, null, null]);
  });
});
