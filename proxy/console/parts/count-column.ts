import type { Words } from '../words/ja.ts';
import type { Column } from './data-table.tsx';

/** A column of numbers, which the table sorts by. */
export function countColumn<T>(
  words: Pick<Words, 'number'>,
  id: string,
  label: string,
  countOf: (row: T) => number,
): Column<T> {
  return {
    id,
    label,
    number: true,
    value: countOf,
    cell: (row) => words.number(countOf(row)),
  };
}
