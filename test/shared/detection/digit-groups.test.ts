import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitGroups } from '../../../shared/detection/digit-groups.ts';
import { processorTime } from '../../support/processor-time.ts';

const twelve = new Set([12]);
const both = new Set([12, 16]);
const shapes = (text: string, lengths = twelve) =>
  digitGroups(text, lengths).map(({ digits, shape }) => `${shape} ${digits}`);

describe('digit groups', () => {
  it.each([
    ['one run', 'x 123456789012 y', ['plain 123456789012']],
    ['groups of four', '1234 5678 9012', ['fours 123456789012']],
    ['groups of four with hyphens', '1234-5678-9012', ['fours 123456789012']],
    ['other groups as a whole', '123456 789012', ['other 123456789012']],
    ['one digit at a time', '1 2 3 4 5 6 7 8 9 0 1 2', ['other 123456789012']],
    ['kanji', '一二三四五六七八九〇一二', ['plain 123456789012']],
    ['next to other numbers', '090-1234-5678 123456789012', ['plain 123456789012']],
    ['no piece of a longer run', '1234567890123', []],
    ['no piece of longer groups', '1234 5678 9012 345', []],
    ['nothing that letters touch', 'A123456789012 123456789012B', []],
    ['nothing that a hyphen and a digit touch', '1-123456789012', []],
    ['no fraction', '0.123456789012', []],
  ])('reads %s', (_, text, found) => {
    expect(shapes(text)).toEqual(found);
  });

  it('tells lengths apart in one line', () => {
    expect(shapes('1234567890123456 1234-5678-9012-3456 1234 5678 9012 3456', both)).toEqual([
      'plain 1234567890123456',
      'fours 1234567890123456',
      'fours 1234567890123456',
    ]);
  });

  it('knows what crosses the cells of a table', () => {
    expect(digitGroups('1234\t5678\t9012', twelve)).toMatchObject([{ crossesCells: true }]);
  });

  it('places what it finds', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z ]{0,9}$/),
        fc.stringMatching(/^\d{12}$/),
        (before, digits) => {
          const text = `${before} ${digits}`;
          for (const { start, end } of digitGroups(text, twelve))
            expect(text.slice(start, end)).toBe(digits);
        },
      ),
    );
  });

  it('reads a long matrix of numbers in linear time', () => {
    const worked = processorTime(() => {
      digitGroups('1234 '.repeat(100_000), twelve);
      digitGroups(`${'1 '.repeat(200_000)}a`, twelve);
    });
    expect(worked).toBeLessThan(10_000);
  });
});
