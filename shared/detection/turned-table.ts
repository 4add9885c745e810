/** A small table whose headers stand at the left, its records side by side; else null. */
export function turnedTable(rows: readonly (readonly string[])[]): string[][] | null {
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length > 50 || rows.length < 2 || width > 60 || width < 2) return null;
  return Array.from({ length: width }, (_, at) => rows.map((row) => row[at] ?? ''));
}
