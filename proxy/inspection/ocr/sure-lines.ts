/** Leaves out the lines that are guesses: leaves and waves read as letters make words that mean something. */

/** 0 to 100. Text that can be read has 70 and more, what is no text about 20. */
const leastConfidence = 50;

/**
 * @param text all lines
 * @param table the same as tesseract's TSV: level, …, confidence, word; 4 is a line, 5 a word
 */
export function sureLines(text: string, table: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const confidences = lineConfidences(table);
  if (lines.length !== confidences.length) return lines.join('\n');
  return lines.filter((_, at) => (confidences[at] ?? 0) >= leastConfidence).join('\n');
}

/** Of the lines that hold something, weighed by the length of their words. */
function lineConfidences(table: string): number[] {
  const sums: { length: number; weighed: number }[] = [];
  for (const row of table.split('\n')) {
    const cells = row.split('\t');
    if (cells[0] === '4') sums.push({ length: 0, weighed: 0 });
    const sum = sums.at(-1);
    if (cells[0] !== '5' || sum === undefined) continue;
    const { length } = (cells[11] ?? '').trim();
    sum.length += length;
    sum.weighed += length * Number(cells[10]);
  }
  return sums.filter(({ length }) => length > 0).map(({ length, weighed }) => weighed / length);
}
