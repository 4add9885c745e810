/** How well each kind is told in our own labelled corpus: precision and recall, by counts. */
import process from 'node:process';
import { detect } from '../../shared/detection/detect.ts';
import type { Finding } from '../../shared/detection/finding.ts';
import { type LabelledRow, readCorpus } from './labelled-corpus.ts';

export interface Figures {
  /** Rows of the file about this kind. */
  rows: number;
  /** Found and there, found and not there, there and not found. */
  right: number;
  wrong: number;
  missed: number;
  /** Rows in which it is wrong or missed. */
  readonly where: string[];
}

export const precision = ({ right, wrong }: Figures) => (right === 0 ? 0 : right / (right + wrong));
export const recall = ({ right, missed }: Figures) => (right === 0 ? 0 : right / (right + missed));

/** @param look what is found in a row; ours unless another is to be compared */
export function corpusFigures(
  corpus: readonly LabelledRow[] = readCorpus(),
  look: (row: LabelledRow) => readonly Finding[] = ({ part }) => detect([part]),
): Map<string, Figures> {
  const kinds = new Set(corpus.map(({ about }) => about));
  const figures = new Map<string, Figures>();
  for (const kind of kinds)
    figures.set(kind, { rows: 0, right: 0, wrong: 0, missed: 0, where: [] });
  for (const row of corpus) {
    const counts = new Map<string, number>();
    for (const { kind, count } of look(row)) {
      // A list of persons is one finding, however many stand in it.
      const many = kind === 'bulk-personal-data' ? 1 : count;
      counts.set(kind, (counts.get(kind) ?? 0) + many);
    }
    for (const [kind, figure] of figures) {
      if (row.about === kind) figure.rows++;
      if (row.any.has(kind)) continue;
      const [least, most] = row.found.get(kind) ?? [0, 0];
      const seen = counts.get(kind) ?? 0;
      const wrong = Math.max(0, seen - most);
      const missed = Math.max(0, least - seen);
      figure.right += Math.max(Math.min(seen, most), 0);
      figure.wrong += wrong;
      figure.missed += missed;
      if (wrong + missed > 0) figure.where.push(`${row.name}: ${seen} of ${least}`);
    }
  }
  return figures;
}

/** One line a kind; with `detail` the rows that went wrong as well, by their names. */
export function printCorpus(write: (line: string) => void, detail = false): void {
  const corpus = readCorpus();
  write(`labelled corpus: ${corpus.length} rows`);
  for (const [kind, each] of corpusFigures(corpus)) {
    const figures = `precision ${precision(each).toFixed(3)}, recall ${recall(each).toFixed(3)}`;
    const counts = `${each.right} right, ${each.wrong} wrong, ${each.missed} missed`;
    write(`${kind}: ${figures} (${counts}; ${each.rows} rows)`);
    if (detail) for (const where of each.where) write(`  ${where}`);
  }
}

if (import.meta.main) {
  printCorpus((line) => process.stdout.write(`${line}\n`), process.argv.includes('--detail'));
}
