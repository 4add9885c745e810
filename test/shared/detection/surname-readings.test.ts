import { describe, expect, it } from 'vitest';
import { isSurnameReading } from '../../../shared/detection/surname-readings.ts';

describe('readings of family names', () => {
  it.each([
    'サトウ',
    'さとう',
    'Sato',
    'SATOU',
    'Satoh',
    'Homma',
    'Honma',
    'Simizu',
    'Shimizu',
    'Tsuji',
    'Hattori',
    'Ohno',
  ])('are known: %s', (text) => {
    expect(isSurnameReading(text)).toBe(true);
  });

  it.each(['ヨコテ', 'Yokote', 'Street', '佐藤', '', 'A', 'サトウサトウ'])(
    'are none: %s',
    (text) => {
      expect(isSurnameReading(text)).toBe(false);
    },
  );
});
