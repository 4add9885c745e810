/** Rows of a table as one text: a tab between cells, a line feed between rows. */

export interface CellText {
  readonly text: string;
  /** Row and column (from 0) of ascending offsets into a folded copy of the text. */
  locate(folded: string, offsets: readonly number[]): { row: number; column: number }[];
}

export function cellText(rows: readonly (readonly string[])[]): CellText {
  const joined = rows.map((row) => row.join('\t')).join('\n');
  const text = hasOwnBorders(joined, rows)
    ? joined
    : rows.map((row) => row.map(flat).join('\t')).join('\n');
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
      let feed = folded.indexOf('\n');
      for (const { offset, index } of order) {
        for (; feed >= 0 && feed < offset; feed = folded.indexOf('\n', at)) {
          row++;
          column = 0;
          at = feed + 1;
        }
        for (; at < offset; at++) if (folded.charCodeAt(at) === 9) column++;
        places[index] = { row, column };
      }
      return places;
    },
  };
}

/** Whether no border in it comes from a cell: most tables are so. */
function hasOwnBorders(text: string, rows: readonly (readonly string[])[]): boolean {
  let tabs = 0;
  let feeds = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 9) tabs++;
    else if (unit === 10) feeds++;
    else if (unit === 13) return false;
  }
  const between = rows.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0);
  return tabs === between && feeds === Math.max(0, rows.length - 1);
}

/** A cell's own tabs and line feeds would be taken for borders. */
function flat(cell: string): string {
  return /[\t\n\r]/.test(cell) ? cell.replace(/[\t\n\r]+/g, ' ') : cell;
}
