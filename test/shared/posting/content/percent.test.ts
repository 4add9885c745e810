import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unescapeBytes } from '../../../../shared/posting/content/percent.ts';

const read = (text: string, plusIsSpace: boolean) =>
  new TextDecoder().decode(unescapeBytes(new TextEncoder().encode(text), plusIsSpace));

describe('escapes', () => {
  it.each<[string, string, boolean, string]>([
    ['bytes', '%E9%9B%AA', false, '雪'],
    ['small letters', '%e9%9b%aa', false, '雪'],
    ['a plus as a space', 'a+b', true, 'a b'],
    ['a plus as itself', 'a+b%2B', false, 'a+b+'],
    ['broken ones as they stand', '%zz%4%', true, '%zz%4%'],
    ['only once', '%2531', true, '%31'],
  ])('read %s', (_, text, plusIsSpace, expected) => {
    expect(read(text, plusIsSpace)).toBe(expected);
  });

  it('give back whatever was escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(read(encodeURIComponent(text), true)).toBe(text);
      }),
    );
  });
});
