import { describe, expect, it } from 'vitest';
import { alternativesOf } from '../../../shared/detection/pattern-needs.ts';
import { factsOf } from '../../../shared/detection/text-facts.ts';

const mayMatch = (pattern: RegExp, text: string) =>
  alternativesOf(pattern).some(({ need }) => need(factsOf(text)));

describe('what a pattern needs', () => {
  it.each([
    ['every character of a word', /住民票/, '民票住', '住民'],
    ['of a word without what may be missing', /住 ?民[a-z]*(?:の)?/, '住民', '住 '],
    ['one word of a group', /保険(?:者|証)/, '証保険', '保険'],
    ['one character of a class', /a[b-d]/, 'ad', 'ae'],
    ['so many digits together', /\d{4}-?[0-9]{3}/, '1234-567', '123-4'],
    ['digits behind a character', /\d{3}[-/]\d{4}/, '123/4567', '1234567-89'],
    ['digits behind each other, some of which may be missing', /0[789]\d?[0-9]+/, '0700', '07'],
    ['no case', /PassPort/i, 'PASSport', 'passpor'],
    ['nothing that an assertion asks for', /(?<![A-Z])秘(?!書)(?=。)/, '秘', '書'],
    ['what is escaped', /\$\u79d8\n/, '\n秘$', '\n秘'],
    ['a group with a number', /(記号)\1/, '号記', '記'],
  ])('asks for %s', (_, pattern, enough, tooLittle) => {
    expect(mayMatch(pattern, enough)).toBe(true);
    expect(mayMatch(pattern, tooLittle)).toBe(false);
  });

  it.each([
    ['classes of too many characters', /[一-龠]/],
    ['what is not in a class', /[^a]/],
    ['any character', /./],
    ['properties', /\p{L}\P{N}/u],
    ['white space', /\s\S/],
    ['letters whose cases are no ASCII', /é/i],
    ['a reference beside an alternative', /(a)\1|b/],
    ['what cannot be read', /(?<name>a)\k<name>/],
  ])('asks for nothing: %s', (_, pattern) => {
    expect(mayMatch(pattern, '')).toBe(true);
  });

  it('knows the letters that Unicode takes for ASCII', () => {
    expect(mayMatch(/sk/iu, 'ſ\u212a')).toBe(true);
    expect(/sk/iu.test('ſ\u212a')).toBe(true);
  });
});

describe('alternatives', () => {
  const sources = (pattern: RegExp) => alternativesOf(pattern).map(({ source }) => source);

  it('are told apart, also in a group that ends with them', () => {
    expect(sources(/a|[|]b|(?=c)(?:d|(?:e|f))/)).toEqual([
      ...['a', '[|]b', '(?=c)(?:d)', '(?=c)(?:(?:e))', '(?=c)(?:(?:f))'],
    ]);
  });

  it('stay together where something follows', () => {
    expect(sources(/(?:a|b)c|(?:d|e)?/)).toEqual(['(?:a|b)c', '(?:d|e)?']);
  });
});
