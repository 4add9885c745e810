/**
 * Numbers that a form writes downwards, one digit a cell, below their label or beside it:
 *
 *   個人番号 | 6 |        個人番号
 *            | 2 |           6
 *            | 1 |           2
 */

export interface VerticalNumber {
  readonly label: string;
  readonly digits: string;
  /** Of the first digit, from 0. */
  readonly row: number;
  readonly column: number;
}

const shortest = 7;
const longest = 19;
const mostColumns = 200;
const digit = /^\s*\p{Nd}\s*$/u;

export function verticalNumbers(rows: readonly (readonly string[])[]): VerticalNumber[] {
  if (rows.length < shortest) return [];
  const found: VerticalNumber[] = [];
  const width = Math.min(
    mostColumns,
    rows.reduce((most, row) => Math.max(most, row.length), 0),
  );
  for (let column = 0; column < width; column++) {
    let start = -1;
    for (let row = 0; row <= rows.length; row++) {
      const cell = rows[row]?.[column] ?? '';
      if (cell.length > 0 && cell.length < 5 && digit.test(cell)) {
        if (start < 0) start = row;
        continue;
      }
      const length = start < 0 ? 0 : row - start;
      const label = length < shortest || length > longest ? '' : labelOf(rows, start, column);
      if (label !== '')
        found.push({ label, digits: down(rows, start, row, column), row: start, column });
      start = -1;
    }
  }
  return found;
}

function labelOf(rows: readonly (readonly string[])[], row: number, column: number): string {
  const near = [rows[row - 1]?.[column], rows[row]?.[column - 1]];
  return near.map((cell) => cell?.trim() ?? '').find((cell) => /\p{L}{2}/u.test(cell)) ?? '';
}

function down(
  rows: readonly (readonly string[])[],
  from: number,
  to: number,
  column: number,
): string {
  return rows
    .slice(from, to)
    .map((row) => (row[column] ?? '').trim())
    .join('');
}
