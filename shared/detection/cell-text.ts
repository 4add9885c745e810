/** Rows of a table as one text: a tab between cells, a line feed between rows. */

export interface CellText {
  readonly text: string;
  /** Row and column (from 0) of ascending offsets into a folded copy of the text. */
  locate(folded: string, offsets: readonly number[]): { row: number; column: number }[];
}

export function cellText(rows: readonly (readonly string[])[]): CellText {
  const text = rows.map(lineOf).join('\n');
  return {
    text,
    locate(folded, offsets) {
      const order = offsets
        .map((offset, index) => ({ offset, index }))
        .sort((a, b) => a.offset - b.offset);
      const places = new Array<{ row: number; column: number }>(offsets.length);
      let row = 0;
      let column = 0;
      let at = 0;
      for (const { offset, index } of order) {
        for (; at < offset; at++) {
          const code = folded.charCodeAt(at);
          if (code === 10) {
            row++;
            column = 0;
          } else if (code === 9) column++;
        }
        places[index] = { row, column };
      }
      return places;
    },
  };
}

/** Most rows hold no borders but their own. */
function lineOf(row: readonly string[]): string {
  const line = row.join('\t');
  let borders = 1;
  for (let at = line.indexOf('\t'); at >= 0; at = line.indexOf('\t', at + 1)) borders++;
  const isPlain = borders === Math.max(1, row.length) && !/[\n\r]/.test(line);
  return isPlain ? line : row.map(flat).join('\t');
}

/** A cell's own tabs and line feeds would be taken for borders. */
function flat(cell: string): string {
  return /[\t\n\r]/.test(cell) ? cell.replace(/[\t\n\r]+/g, ' ') : cell;
}
