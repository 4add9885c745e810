import { describe, expect, it } from 'vitest';
import { cellText } from '../../../shared/detection/cell-text.ts';

describe('rows as text', () => {
  it('knows the cell of each character', () => {
    const { text, locate } = cellText([
      ['a', 'b\tc'],
      ['', 'd'],
    ]);
    expect(text).toBe('a\tb c\n\td');
    expect(locate(text, [0, 2, 7])).toEqual([
      { row: 0, column: 0 },
      { row: 0, column: 1 },
      { row: 1, column: 1 },
    ]);
  });

  it('takes offsets in any order', () => {
    const { text, locate } = cellText([['a', 'b']]);
    expect(locate(text, [2, 0])).toEqual([
      { row: 0, column: 1 },
      { row: 0, column: 0 },
    ]);
  });
});
