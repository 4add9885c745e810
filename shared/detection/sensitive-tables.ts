/** Tables whose rows say something sensitive of a person: by a header, or by a word in the row. */
import { type Columns, readColumns } from './columns.ts';
import type { TableWatch } from './detector.ts';
import { fold } from './fold.ts';
import type { TablePart } from './part.ts';
import { isNameOfField } from './person-words.ts';
import { groupOf, sensitiveHeader, sensitiveWord } from './sensitive-words.ts';
import { isLikelyPersonName } from './surnames.ts';
import { turnedTable } from './turned-table.ts';

const sampleRows = 200;
const longestCell = 200;
/** Cells that say that there is nothing. */
const nothing = /^(?:|なし|無し?|特になし|ー|-|―|×|0|非該当|該当なし|\/)$/u;

export function watchSensitiveTable(): TableWatch {
  let sample: string[][] = [];
  let numbers: number[] = [];
  let columns: Columns | null = null;
  /** Index of the column → its group. */
  let groups = new Map<number, string>();
  let count = 0;
  let first = 0;
  let shown = '';

  const look = (row: readonly string[], number: number) => {
    if (columns === null) return;
    const hasPerson = columns.columns.some(
      ({ role }, at) => role === 'person' && isFilled(row[at]),
    );
    if (!hasPerson) return;
    const group = groupOfRow(row, groups);
    if (group === null) return;
    if (count === 0) {
      first = number;
      shown = group;
    }
    count++;
  };
  const decide = () => {
    columns = withPersons(sample);
    if (columns === null) {
      const turned = turnedTable(sample);
      columns = turned === null ? null : withPersons(turned);
      if (turned !== null && columns !== null) {
        sample = turned;
        numbers = turned.map(() => numbers[0] ?? 1);
      }
    }
    if (columns !== null) {
      const { header } = columns;
      groups = headerGroups(sample[header] ?? []);
      for (const [at, row] of sample.entries()) if (at > header) look(row, numbers[at] ?? at + 1);
    }
    sample = [];
    numbers = [];
  };

  let isDecided = false;
  return {
    add({ rows, rowNumbers }: TablePart) {
      for (const [at, row] of rows.entries()) {
        if (isDecided) {
          if (columns !== null) look(row, rowNumbers[at] ?? at + 1);
          continue;
        }
        sample.push(row.slice(0, 200).map((cell) => cell.slice(0, longestCell)));
        numbers.push(rowNumbers[at] ?? at + 1);
        if (sample.length >= sampleRows) {
          decide();
          isDecided = true;
        }
      }
    },
    finish() {
      if (!isDecided) {
        const record = columns === null ? personInRecord(sample, numbers) : null;
        decide();
        if (count === 0 && record !== null) return record;
      }
      return count === 0 ? null : { count, confidence: 0.8, row: first, masked: shown };
    },
  };
}

/** A form with its labels at the left, about one person: 氏名 | 三浦 鉄男, 生活保護 | 受給中. */
function personInRecord(rows: readonly (readonly string[])[], numbers: readonly number[]) {
  if (rows.length > 60) return null;
  const cells = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '');
  const isPerson = rows.some((row) => {
    const [first = '', second = ''] = cells(row);
    return isNameOfField(fold(first).text.trim()) && isLikelyPersonName(second);
  });
  if (!isPerson) return null;
  for (const [at, row] of rows.entries()) {
    const [first = '', second = ''] = cells(row).map((cell) => fold(cell).text.trim());
    if (second === '' || nothing.test(second)) continue;
    const found = sensitiveHeader.exec(first) ?? [...second.matchAll(sensitiveWord)][0] ?? null;
    const group = found === null ? null : groupOf(found);
    if (group === null) continue;
    return { count: 1, confidence: 0.75, row: numbers[at] ?? at + 1, masked: group.name };
  }
  return null;
}

const isFilled = (cell: string | undefined) => cell !== undefined && cell.trim() !== '';

/** Read as columns, where one holds private persons; else null. */
function withPersons(rows: readonly (readonly string[])[]): Columns | null {
  const read = readColumns(rows);
  const roles = new Set(read.columns.map(({ role }) => role));
  if (roles.has('official') || roles.has('office')) return null;
  if (roles.has('person')) {
    const headed = read.columns.some(({ role, headed }) => role === 'person' && headed);
    return headed || !roles.has('subject') ? read : null;
  }
  return null;
}

function headerGroups(header: readonly string[]): Map<number, string> {
  return new Map(
    header.flatMap((cell, at): [number, string][] => {
      const found = sensitiveHeader.exec(fold(cell).text.replace(/\s/g, ''));
      const group = found === null ? null : groupOf(found);
      return group === null ? [] : [[at, group.name]];
    }),
  );
}

function groupOfRow(row: readonly string[], groups: ReadonlyMap<number, string>): string | null {
  for (const [at, group] of groups) {
    if (!nothing.test(fold(row[at] ?? '').text.trim())) return group;
  }
  for (const cell of row) {
    if (cell.length < 2 || cell.length > longestCell || isLikelyPersonName(cell)) continue;
    const [found] = fold(cell).text.matchAll(sensitiveWord);
    if (found !== undefined) return groupOf(found)?.name ?? null;
  }
  return null;
}
