import { describe, expect, it } from 'vitest';
import { findShortener } from '../../../shared/posting/shorteners.ts';

describe('a shortened URL', () => {
  it.each([
    ['with a scheme', '詳しくは https://bit.ly/3abc へ', 'bit.ly'],
    ['without a scheme', 'bit.ly/3abc', 'bit.ly'],
    ['right behind Japanese', '詳細→bit.ly/3abc', 'bit.ly'],
    ['in full-width letters', 'ｂｉｔ．ｌｙ／３ａｂｃ', 'bit.ly'],
    ['in capitals, below www', 'HTTPS://WWW.TinyURL.com/x', 'tinyurl.com'],
    ['with a question mark', 'https://x.gd?abc', 'x.gd'],
    ['with an ideographic full stop', 'bit。ly/abc', 'bit.ly'],
  ])('is found %s', (_, text, expected) => {
    expect(findShortener(text)).toBe(expected);
  });

  it.each([
    ['a whole address', 'https://www.city.yokote.lg.jp/bit.html'],
    ['a name that only ends alike', 'https://habit.ly/x'],
    ['a name below', 'https://bit.ly.city.example/x'],
    ['a mail address', 'info@bit.ly/'],
    ['a name without a path', 'bit.ly という会社'],
    ['a video', 'https://youtu.be/abc'],
    ['nothing', ''],
  ])('is not %s', (_, text) => {
    expect(findShortener(text)).toBeNull();
  });

  it('may be added by the policy', () => {
    expect(findShortener('https://lin.ee/abc', new Set(['lin.ee']))).toBe('lin.ee');
  });

  it('is looked for in long texts in short time', () => {
    expect(findShortener('a.'.repeat(500_000))).toBeNull();
    expect(findShortener('a'.repeat(1_000_000))).toBeNull();
  });
});
