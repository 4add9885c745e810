import { describe, expect, it } from 'vitest';
import { tablePart } from '../../../shared/detection/part.ts';
import { watchSensitiveTable } from '../../../shared/detection/sensitive-tables.ts';

const look = (rows: string[][]) => {
  const watch = watchSensitiveTable();
  watch.add(tablePart(rows));
  return watch.finish();
};

describe('tables about persons', () => {
  it.each([
    [
      'a header',
      [
        ['氏名', '病名'],
        ['後藤 進', '肺がん'],
        ['近藤 咲', 'なし'],
      ],
      1,
    ],
    [
      'a word in the row',
      [
        ['氏名', '備考'],
        ['後藤 進', '生活保護受給'],
        ['近藤 咲', ''],
      ],
      1,
    ],
    [
      'a record by its side',
      [
        ['氏名', '三浦 鉄男'],
        ['生活保護', '受給中'],
        ['世帯人数', '1'],
      ],
      1,
    ],
    [
      'no person',
      [
        ['要介護度', '人数'],
        ['要介護1', '310'],
      ],
      null,
    ],
    [
      'officials',
      [
        ['議員名', '病名'],
        ['後藤 進', '肺がん'],
      ],
      null,
    ],
    [
      'nothing sensitive',
      [
        ['氏名', '学年'],
        ['後藤 進', '3'],
        ['近藤 咲', '4'],
      ],
      null,
    ],
  ])('%s', (_, rows, count) => {
    expect(look(rows)?.count ?? null).toBe(count);
  });

  it('counts the rows of a long table, and knows where they begin', () => {
    const rows = Array.from({ length: 1000 }, () => ['佐藤 一郎', '要介護3']);
    expect(look([['氏名', '介護度'], ...rows])).toMatchObject({ count: 1000, row: 2 });
  });
});
