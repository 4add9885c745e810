import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/detection/finding.ts';
import { dropOverlaps, merge } from '../../../shared/detection/merge.ts';

const candidate = (start: number, end: number, confidence: number) => ({
  start,
  end,
  confidence,
  masked: '',
  value: '',
});
const finding = (line: number, more: Partial<Finding> = {}): Finding => ({
  kind: 'payment-card',
  count: 1,
  confidence: 0.7,
  place: { line },
  masked: '•',
  ...more,
});

describe('findings in order', () => {
  it('keeps the more confident of two that overlap', () => {
    const kept = dropOverlaps([candidate(5, 9, 0.9), candidate(0, 6, 0.5), candidate(10, 12, 0.1)]);
    expect(kept.map(({ start }) => start)).toEqual([5, 10]);
  });

  it('tells ten one by one, and more as one', () => {
    const many = Array.from({ length: 11 }, (_, at) => finding(at + 1));
    expect(merge(many.slice(0, 10))).toHaveLength(10);
    expect(merge(many)).toEqual([{ ...finding(1), count: 11 }]);
  });

  it('never joins what stands in different places, or is of different kinds', () => {
    const many = Array.from({ length: 9 }, (_, at) => finding(at + 1));
    const other = many.map((each) => ({ ...each, place: { ...each.place, sheet: 'b' } }));
    expect(merge([...many, ...other])).toHaveLength(18);
    const marks = ['秘', '極秘'].flatMap((name) => many.map((each) => ({ ...each, mark: name })));
    expect(merge(marks)).toHaveLength(18);
  });
});
