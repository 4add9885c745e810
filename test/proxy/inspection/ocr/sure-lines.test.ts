import { describe, expect, it } from 'vitest';
import { sureLines } from '../../../../proxy/inspection/ocr/sure-lines.ts';

const line = '4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t';
const word = (confidence: number, text: string) =>
  `5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t${confidence}\t${text}`;

describe('lines', () => {
  it('that are guesses are left out', () => {
    const table = [
      line,
      word(91, '個人'),
      word(80, '番号'),
      line,
      word(20, '彡'),
      line,
      word(60, '様'),
    ];
    expect(sureLines('個人番号\n\n彡\n様\n', table.join('\n'))).toBe('個人番号\n様');
  });

  it('are weighed by the length of their words', () => {
    const table = [line, word(90, '123456789018'), word(5, '"')].join('\n');
    expect(sureLines('123456789018 "', table)).toBe('123456789018 "');
  });

  it('all stay where the table speaks of others', () => {
    expect(sureLines('a\nb', [line, word(1, 'a')].join('\n'))).toBe('a\nb');
  });

  it('of nothing but space do not count', () => {
    expect(sureLines(' \n本文', [line, word(95, ' '), line, word(90, '本文')].join('\n'))).toBe(
      '本文',
    );
  });
});
