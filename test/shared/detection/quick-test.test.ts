import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectors } from '../../../shared/detection/detectors.ts';
import { quickTests } from '../../../shared/detection/quick-test.ts';

const filler = 'いろはにほへと、'.repeat(200);
const patterns = detectors
  .flatMap(({ cheap, led }) => [cheap, led])
  .filter((each) => each !== null);

describe('quick tests of a text', () => {
  it.each([
    ['a word', /住民票|旅券/, '住民票', true],
    ['the characters of two words', /住民票|旅券/, '住民券', false],
    ['another word, where many are possible', /a|b|c|d|e|f|gh/, 'hg', false],
    ['a word, where many are possible', /ab|bc|cd|de|ef|fg|ga/, 'abcdefg', true],
  ])('find %s', (_, pattern, text, expected) => {
    for (const whole of [text, `${filler}${text}`])
      expect(quickTests(whole)(pattern)).toBe(expected);
  });

  it('find what the patterns of all detectors find', () => {
    const pieces = patterns.flatMap(({ source }) => source.split(/[()?:|[\]\\{}*+]+/));
    const piece = fc.constantFrom(
      ...new Set([...pieces, ...pieces.join(''), '1234567', '-', '\n']),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (all) => {
        const text = `${filler}${all.join('')}`;
        const stands = quickTests(text);
        for (const pattern of patterns) expect(stands(pattern)).toBe(pattern.test(text));
      }),
    );
  });
});
