import { describe, expect, it } from 'vitest';
import { foldDigits } from '../../../shared/audit/fold-digits.ts';
import { processorTime } from '../../support/processor-time.ts';

describe('foldDigits', () => {
  it.each<[string, string, string]>([
    ['plain text', 'abc 123', 'abc 123'],
    ['full-width digits', '１２３', '123'],
    ['digits of other scripts as some digit', '٣', '0'],
    ['circled and superscript digits', '①²', '12'],
    ['a circled number of two digits', '⑫', '12'],
    ['kanji digits', '二〇二七', '2027'],
    ['zero-width and soft hyphens gone', '1\u200b2\u00ad3\ufeff4', '1234'],
    ['combining marks gone', '1\u0301\ufe0f2', '12'],
    ['percent-encoded digits', '%31%32', '12'],
    ['twice percent-encoded digits', '%2531%25%33%32', '12'],
    ['percent-encoded full-width digits', '%EF%BC%91%ef%bc%92', '12'],
    ['a percent-encoded zero-width space', '1%E2%80%8B2', '12'],
    ['percent-encoded letters', '%E6%A8%AA', '横'],
    ['a percent sign that encodes nothing', '100%', '100%'],
    ['a cut escape', '%3', '%3'],
    ['bytes of no character', '1%912', '1\ufffd2'],
    ['a cut character', '%EF%BC', '\ufffd\ufffd'],
    ['a full-width at sign', 'a＠b', 'a@b'],
  ])('reads %s', (_, text, folded) => {
    expect(foldDigits(text).text).toBe(folded);
  });

  it('knows where each character stood', () => {
    const text = 'a%EF%BC%91⑫\u200b９';
    const folded = foldDigits(text);
    expect(folded.text).toBe('a1129');
    const original = [0, 1, 2, 3, 4].map((i) => text.slice(folded.start(i), folded.end(i)));
    expect(original).toEqual(['a', '%EF%BC%91', '⑫', '⑫', '９']);
  });

  it('takes nested escapes in a time that grows with the length alone', () => {
    const text = `%${'25'.repeat(100_000)}31`;
    expect(processorTime(() => expect(foldDigits(text).text).toBe('1'))).toBeLessThan(5_000);
  });
});
