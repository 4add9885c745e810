import { describe, expect, it } from 'vitest';
import { createSequence, type Step } from '../../../shared/audit/sequence.ts';

describe('createSequence', () => {
  it.each<[string, number[], Step[], [number, number][]]>([
    ['in order', [1, 2, 3], ['next', 'next', 'next'], []],
    ['from the middle', [7, 8], ['next', 'next'], []],
    ['with a gap', [1, 2, 5], ['next', 'next', 'ahead'], [[3, 4]]],
    [
      'with two gaps',
      [1, 3, 5],
      ['next', 'ahead', 'ahead'],
      [
        [2, 2],
        [4, 4],
      ],
    ],
    ['with one twice', [1, 2, 2, 3], ['next', 'next', 'duplicate', 'next'], []],
    ['with two exchanged', [1, 3, 2, 4], ['next', 'ahead', 'reordered', 'next'], []],
    [
      'with one late in the middle of a gap',
      [1, 5, 3],
      ['next', 'ahead', 'reordered'],
      [
        [2, 2],
        [4, 4],
      ],
    ],
    ['with the first one last', [2, 3, 1], ['next', 'next', 'reordered'], []],
    ['with one before the first', [5, 2], ['next', 'reordered'], [[3, 4]]],
  ])('%s', (_, numbers, steps, missing) => {
    const sequence = createSequence(numbers[0] as number);
    expect(numbers.map((seq) => sequence.take(seq))).toEqual(steps);
    expect(sequence.missing()).toEqual(missing);
    expect(sequence.lowest).toBe(Math.min(...numbers));
    expect(sequence.highest).toBe(Math.max(...numbers));
  });
});
