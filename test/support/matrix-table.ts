/** The matrix of channels as it is printed: one line for each channel, what came of it in each browser. */
export interface MatrixTable {
  /** @param what one word or sentence; the worst news first */
  note(channel: string, column: string, what: string): void;
  print(): void;
}

export function createMatrixTable(columns: readonly string[]): MatrixTable {
  const rows = new Map<string, Map<string, string>>();
  return {
    note(channel, column, what) {
      const row = rows.get(channel) ?? new Map<string, string>();
      rows.set(channel, row.set(column, what));
    },
    print() {
      const width = Math.max(...[...rows.keys()].map(({ length }) => length), 7);
      const line = (first: string, cells: readonly string[]) =>
        [first.padEnd(width), ...cells.map((cell) => cell.padEnd(14))].join('  ').trimEnd();
      const lines = [...rows].map(([channel, row]) =>
        line(
          channel,
          columns.map((column) => row.get(column) ?? '-'),
        ),
      );
      process.stdout.write(`\n${[line('channel', columns), ...lines].join('\n')}\n`);
    },
  };
}
