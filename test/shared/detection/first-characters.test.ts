import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startingFast } from '../../../shared/detection/first-characters.ts';
import { sensitiveGroups } from '../../../shared/detection/sensitive-words.ts';

const asked = (pattern: string) => /^\(\?=\[(.*?)\]\)/u.exec(startingFast(pattern))?.[1];

describe('startingFast', () => {
  it.each([
    ['words', '滞納|差押', '差滞'],
    ['groups', '(?:夫|妻)から|(父)', '夫妻父'],
    ['what may be missing', '差?押え|(?:う|お)?つ', 'うおつ差押'],
    ['classes and ranges', '[1-3a]位|[ー-]', '123\\-aー'],
  ])('asks for the first characters of %s', (_, pattern, expected) => {
    expect([...(asked(pattern) ?? '')].sort().join('')).toBe([...expected].sort().join(''));
  });

  it.each(['a+', '\\d', '(?!a)b', 'a?', '.a'])('refuses %s, which it cannot read', (pattern) => {
    expect(() => startingFast(pattern)).toThrow();
  });

  it('finds what the pattern finds', () => {
    const words = sensitiveGroups.map(({ words }) => `(${words})`).join('|');
    const [plain, fast] = [new RegExp(words, 'gu'), new RegExp(startingFast(words), 'gu')];
    const pieces = [...new Set(words.replace(/[()?:|[\]]/g, ''))];
    const alternatives = words.split(/[()?:|[\]]+/).filter((each) => each !== '');
    const piece = fc.constantFrom(...pieces, ...alternatives, ' ', '\n', '1');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (all) => {
        const text = all.join('');
        expect([...text.matchAll(fast)]).toEqual([...text.matchAll(plain)]);
      }),
    );
  });
});
