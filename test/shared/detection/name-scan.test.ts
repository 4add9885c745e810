import { describe, expect, it } from 'vitest';
import { nameSpans } from '../../../shared/detection/name-scan.ts';
import { processorTime } from '../../support/processor-time.ts';

const names = (text: string) =>
  nameSpans(text)
    .filter(({ kind, form }) => kind === 'full' && form >= 0.4)
    .map(({ start, end }) => text.slice(start, end));

describe('where names may stand', () => {
  it.each([
    ['申請者は佐藤 一郎さんで', ['佐藤 一郎']],
    ['髙橋健太、山﨑さくら', ['髙橋健太', '山﨑さくら']],
    ['世帯主山崎昭一', ['山崎昭一']],
    ['奥 山  翔 太', ['奥 山  翔 太']],
    ['五十嵐トメは', ['五十嵐トメ']],
    ['佐藤建設株式会社', []],
    ['鈴木町、千葉大学、石川県産', []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('takes a time that grows with the text alone', () => {
    const text = '佐藤 '.repeat(50_000) + '渡'.repeat(100_000) + 'ア '.repeat(50_000);
    expect(processorTime(() => nameSpans(text))).toBeLessThan(10_000);
  });
});
