import { describe, expect, it } from 'vitest';
import { individualNumberCheckDigit } from '../../../shared/detection/check-digits.ts';
import { createDetection, detect } from '../../../shared/detection/detect.ts';
import { tablePart, textPart } from '../../../shared/detection/part.ts';

const number = `31415926535${individualNumberCheckDigit('31415926535')}`;
const text = (before: string) => textPart(`${before}個人番号 ${number}`, { line: 1 });

describe('detect', () => {
  it('counts lines', () => {
    expect(detect([text('一\n二\n')])).toMatchObject([{ place: { line: 3 } }]);
  });

  it('names the cell', () => {
    expect(
      detect([
        tablePart([
          ['個人番号', 'x'],
          ['', ''],
          [number, ''],
        ]),
      ]),
    ).toMatchObject([{ place: { cell: 'A3' } }]);
  });

  it('looks at what stood before for context only', () => {
    const part = { ...textPart(`${number}\n`), before: `個人番号 ${number}\n個人番号 ` };
    expect(detect([part])).toHaveLength(1);
  });

  it('reports once what a table repeats of a text', () => {
    const table = { ...tablePart([['個人番号'], [number]]), repeats: true };
    expect(detect([text(''), table])).toHaveLength(1);
    expect(detect([table])).toHaveLength(1);
  });

  it('reports nothing below the threshold', () => {
    const part = textPart(`値 ${number}`);
    expect(detect([part])).toEqual([]);
    expect(detect([part], { threshold: 0.3 })).toHaveLength(1);
    expect(detect([part], { confidence: { 'individual-number': 0.3 } })).toHaveLength(1);
    expect(
      detect([part], { threshold: 0.3, confidence: { 'individual-number': 0.9 } }),
    ).toHaveLength(0);
  });

  it('makes fingerprints with what it was given, and without nothing', () => {
    const [first] = detect([text('')], { fingerprint: (kind, value) => `${kind}/${value.length}` });
    expect(first?.fingerprint).toBe('individual-number/12');
    expect(detect([text('')])[0]).not.toHaveProperty('fingerprint');
  });

  it('tells how many distinct persons make personal data in bulk', () => {
    const rows = Array.from({ length: 6 }, (_, at) => [
      `佐藤${'一二三四五六'[at]}郎`,
      '秋田県横手市',
    ]);
    const part = tablePart([['氏名', '住所'], ...rows]);
    const bulk = (found: readonly { kind: string; count: number }[]) =>
      found.filter(({ kind }) => kind === 'bulk-personal-data').map(({ count }) => count);
    expect(bulk(detect([part]))).toEqual([]);
    expect(bulk(detect([part], { persons: 6 }))).toEqual([6]);
    expect(bulk(detect([tablePart([['氏名', '住所'], ...rows, ...rows])]))).toEqual([]);
  });

  it('joins the parts of a long table', () => {
    const rows = Array.from({ length: 12 }, (_, at) => [
      `佐藤${at}郎`.replace(/\d/g, (digit) => '〇一二三四五六七八九'[Number(digit)] ?? ''),
      '秋田県横手市',
    ]);
    const detection = createDetection();
    detection.add(tablePart([['氏名', '住所'], ...rows.slice(0, 6)]));
    detection.add(tablePart(rows.slice(6)));
    expect(detection.finish()).toContainEqual(
      expect.objectContaining({ kind: 'bulk-personal-data', count: 12 }),
    );
  });
});
