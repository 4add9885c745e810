/**
 * Text of the documents in `../shared/data/docs`: how much of what is expected is found, by format;
 * whether anything is called clean whose text was not read; what malformed files do.
 */

import { defaultLimits } from '../../proxy/inspection/limits.ts';
import { startPool } from '../../proxy/inspection/pool.ts';
import {
  type DocumentFigure,
  documentFigure,
  documentRows,
  hasDocuments,
  isClosed,
} from '../support/document-figures.ts';

/** Everyday formats: nothing of them may be missed. */
const everyday = new Set('docx xlsx pptx odt ods odp pdf zip csv eml'.split(' '));
const slow = 10_000;

export async function run(): Promise<void> {
  if (!hasDocuments) return print('not run: no data');
  const rows = documentRows();
  await using pool = startPool({ size: 2, sizeForSmall: 0, waiting: rows.length });
  const figures: DocumentFigure[] = [];
  // One after the other: the time is that of a single one.
  for (const row of rows) figures.push(await documentFigure(pool, row));

  const expected = figures.filter(({ row, outcome }) => outcome !== null && !isClosed(row));
  print(`${'format'.padEnd(10)} files  found  of which judged  told  lost`);
  for (const type of [...new Set(expected.map(({ row }) => row.type))].sort())
    print(
      line(
        type,
        expected.filter(({ row }) => row.type === type),
      ),
    );
  print(line('all', expected));
  for (const { row, judged } of expected)
    for (const each of judged) print(`judged: ${row.file}: ${each}`);
  for (const { row, report, missing } of expected.filter(({ outcome }) => outcome !== 'found'))
    print(`missed: ${row.file} (${report.inspected}, ${report.why}): ${missing.join(' | ')}`);

  share(
    'everyday formats, expected text found',
    expected.filter(({ row }) => everyday.has(row.type)),
  );
  share('all formats, expected text found', expected);
  const unread = figures.filter(isUnread);
  const clean = unread.filter(({ report }) => report.inspected === true);
  print(`text not read: ${unread.length} documents, called clean: ${clean.length}`);
  for (const { row } of clean) print(`clean: ${row.file}`);
  const malformed = figures.filter(({ row }) => row.group === 'malformed');
  const bad = (whys: readonly string[]) =>
    malformed.filter(({ report }) => whys.includes(report.why ?? '')).length;
  const slowest = Math.max(...malformed.map(({ milliseconds }) => milliseconds));
  print(
    `malformed: ${malformed.length} files, crashes ${bad(['crashed'])}, over ${defaultLimits.memory / 2 ** 20} MB ${bad(['memory'])}, over ${slow / 1000} s ${malformed.filter(({ milliseconds }) => milliseconds > slow).length}, slowest ${(slowest / 1000).toFixed(2)} s`,
  );
}

/** Closed by a password, or missing what is expected. */
function isUnread({ row, outcome }: DocumentFigure): boolean {
  return isClosed(row) || (outcome !== null && outcome !== 'found');
}

function line(type: string, figures: readonly DocumentFigure[]): string {
  const count = (outcome: string) => figures.filter((each) => each.outcome === outcome).length;
  const judged = figures.filter((each) => each.outcome === 'found' && each.judged.length > 0);
  const cells = [figures.length, count('found'), judged.length, count('told'), count('lost')];
  const widths = [5, 6, 16, 5, 5];
  return `${type.padEnd(10)} ${cells.map((cell, at) => String(cell).padStart(widths[at] ?? 6)).join(' ')}`;
}

function share(what: string, figures: readonly DocumentFigure[]): void {
  const found = figures.filter(({ outcome }) => outcome === 'found').length;
  print(
    `${what}: ${found} of ${figures.length} (${((100 * found) / figures.length).toFixed(1)} %)`,
  );
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
