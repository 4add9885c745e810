/**
 *   definition ─ fields, each with its values ─┐
 *   records ─ values, or which of a field's ───┴─► a table
 * What pivot tables of a workbook hold of the rows that they were made of (ISO/IEC 29500-1, 18.10).
 */
import type { Part } from '../../../shared/detection/part.ts';
import type { Extraction } from '../extractor.ts';
import { XmlCursor } from '../xml-cursor.ts';
import { type Row, tableParts } from './csv.ts';
import type { OfficePackage } from './office-package.ts';
import { guarded } from './word.ts';

interface Field {
  readonly name: string;
  readonly values: readonly string[];
}

export async function* pivotCaches(
  book: OfficePackage,
  extraction: Extraction,
): AsyncGenerator<Part> {
  const { place } = extraction;
  const definitions = book.names.filter((each) => /pivotCacheDefinition[^/]*\.xml$/i.test(each));
  for (const name of definitions) {
    const definition = (await book.xml(name)) ?? '';
    const relations = await book.relations(name);
    const target = [...relations.values()].find((each) => /pivotCacheRecords/i.test(each));
    const records = target === undefined ? null : await book.xml(target);
    const rows = cacheRows(definition, records ?? '', extraction);
    yield* guarded(
      tableParts(rows, { ...place, corner: 'properties' }, extraction.nextTable()),
      extraction,
    );
  }
}

/** Without records the values of the fields, each field a column. */
function* cacheRows(definition: string, records: string, { budget }: Extraction): Generator<Row> {
  const fields = fieldsOf(definition);
  let number = 1;
  yield { cells: fields.map(({ name }) => name), number };
  let hasRecords = false;
  for (const cells of recordsOf(records, fields)) {
    hasRecords = true;
    budget.spend(cells.reduce((sum, { length }) => sum + length, 0));
    yield { cells, number: ++number };
  }
  const longest = hasRecords ? 0 : Math.max(0, ...fields.map(({ values }) => values.length));
  for (let at = 0; at < longest; at++) {
    const cells = fields.map(({ values }) => values[at] ?? '');
    budget.spend(cells.reduce((sum, { length }) => sum + length, 0));
    yield { cells, number: ++number };
  }
}

/** Elements of a value: text, number, date, boolean, error; nothing. */
const value = /^[sndbem]$/;

function fieldsOf(definition: string): Field[] {
  const fields: { name: string; values: string[] }[] = [];
  const cursor = new XmlCursor(definition);
  while (cursor.next()) {
    if (cursor.kind !== 'open') continue;
    if (cursor.name === 'cacheField')
      fields.push({ name: cursor.attribute('name') ?? '', values: [] });
    else if (value.test(cursor.name)) fields.at(-1)?.values.push(cursor.attribute('v') ?? '');
  }
  return fields;
}

function* recordsOf(records: string, fields: readonly Field[]): Generator<string[]> {
  const cursor = new XmlCursor(records);
  let cells: string[] = [];
  while (cursor.next()) {
    if (cursor.kind === 'close' && cursor.name === 'r') yield cells;
    if (cursor.kind !== 'open') continue;
    if (cursor.name === 'r') cells = [];
    else if (cursor.name === 'x')
      cells.push(fields[cells.length]?.values[Number(cursor.attribute('v'))] ?? '');
    else if (value.test(cursor.name)) cells.push(cursor.attribute('v') ?? '');
  }
}
