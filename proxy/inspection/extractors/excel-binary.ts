/** xls (2 to 2003) and xlsb, by SheetJS: every sheet, hidden ones too, comments, names, formulas. */
import { type CellObject, type Hyperlink, read, set_cptable, type WorkBook } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { maskText } from '../../../shared/audit/mask.ts';
import { type Part, textPart } from '../../../shared/detection/part.ts';
import { readBiff } from '../biff.ts';
import { readCompoundFile, type Storage } from '../compound-file.ts';
import { openProperties } from '../decryption/hidden-properties.ts';
import { openExcel } from '../decryption/open-excel.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { hasSoundSheets, xlsbHeaders } from '../xlsb-headers.ts';
import { formatOf, shownNumber } from './cell-format.ts';
import { besideText } from './compound.ts';
import { type Row, tableParts } from './csv.ts';
import { openPackage } from './office-package.ts';

set_cptable(codePages);

/** Caches of pivot tables and of other workbooks hold cells as well, and nothing here reads them. */
const readByLibrary =
  /^xl\/(?:workbook|sharedStrings|styles|metadata|calcChain|comments\d*|(?:worksheets|chartsheets)\/(?:[^/]+|binaryIndex\d*)|printerSettings\/[^/]+)\.bin$/i;

/** [MS-XLS] 2.4.21: the first record. */
const beginningOfBook = 0x09;

/** Letters: Excel has 31. */
const longestTitle = 1000;

/** Columns that keep their place; what stands further right follows without gaps. */
const widest = 256;

export const excelBinary: readonly Extractor[] = [
  {
    types: ['xls'],
    async *extract(bytes, extraction) {
      const root = isCompound(bytes) ? readCompoundFile(bytes).root : null;
      const stream = root?.streams.get('Workbook') ?? root?.streams.get('Book') ?? bytes;
      const asItStands = readBiff(stream);
      const opened = asItStands.isEncrypted ? openExcel(stream, extraction.keys) : null;
      const records = opened?.stream ?? stream;
      const { isWhole, texts } = opened === null ? asItStands : readBiff(records);
      if (!isWhole) extraction.problem('broken');
      // The library takes what does not begin so for something else.
      if (records[0] !== beginningOfBook) throw new NotInspected('broken');
      // Without what stands beside them: counts that lie there, the library goes through to their end.
      yield* bookParts(readBook(records), extraction);
      for (const { corner, text } of texts) yield textPart(text, { ...extraction.place, corner });
      if (root === null) return;
      yield* pivotParts(root, extraction);
      const propertyKey = opened?.propertyKey ?? null;
      yield* besideText(openProperties(root, 'encryption', propertyKey), extraction);
    },
  },
  {
    types: ['xlsb'],
    async *extract(bytes, extraction) {
      const book = await openPackage(bytes, extraction);
      // Unpacked within the limits: the library that reads it has none, and what is broken holds it up.
      for (const name of book.names.filter((each) => /\.bin$/i.test(each))) {
        const part = await book.binary(name);
        if (!readByLibrary.test(name)) extraction.problem('unknown-format');
        if (part !== null && /^xl\/workbook\.bin$/i.test(name) && !hasSoundSheets(part))
          throw new NotInspected('broken');
        if (part === null || !/^xl\/worksheets\//i.test(name)) continue;
        const headers = xlsbHeaders(part).join('\n');
        if (headers !== '') yield textPart(headers, { ...extraction.place, corner: 'header' });
      }
      yield* bookParts(readBook(await book.readable()), extraction);
      yield* book.rest();
    },
  },
];

function isCompound([first, second]: Uint8Array): boolean {
  return first === 0xd0 && second === 0xcf;
}

function readBook(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, { type: 'buffer', dense: true, cellNF: true, cellText: false });
  } catch (error) {
    // The library tells it by words alone.
    const isEncrypted = error instanceof Error && /password/i.test(error.message);
    throw new NotInspected(isEncrypted ? 'encrypted' : 'broken');
  }
}

function* bookParts(book: WorkBook, extraction: Extraction): Generator<Part> {
  const { place, budget } = extraction;
  for (const whole of book.SheetNames) {
    // A length that lies gives millions of letters that stand nowhere.
    const title = whole.slice(0, longestTitle);
    if (title.length < whole.length) extraction.problem('broken');
    const sheet = { ...place, sheet: maskText(title) };
    yield textPart(title, { ...sheet, corner: 'sheet-name' });
    const data = (book.Sheets[whole] as { '!data'?: (CellObject | undefined)[][] })['!data'] ?? [];
    yield* tableParts(rowsOf(data), sheet, extraction.nextTable());
    const cells = data.flatMap((row) => row ?? []);
    const comments = cells.flatMap((cell) => cell?.c ?? []);
    const text = comments.map(({ a = '', t }) => `${a}\n${t}`).join('\n');
    const links = cells.flatMap((cell) => (cell?.l === undefined ? [] : [linkText(cell.l)]));
    budget.spend(text.length);
    if (text !== '') yield textPart(text, { ...sheet, corner: 'comment' });
    if (links.length > 0) yield textPart(links.join('\n'), { ...sheet, corner: 'properties' });
  }
  const names = (book.Workbook?.Names ?? []).map(
    ({ Name, Ref, Comment = '' }) => `${Name} ${Ref} ${Comment}`,
  );
  if (names.length > 0) yield textPart(names.join('\n'), { ...place, corner: 'properties' });
}

function linkText({ Target, Tooltip = '' }: Hyperlink): string {
  return `${Target} ${Tooltip}`.trim();
}

/** What pivot tables hold of the rows that they were made of. */
function* pivotParts({ storages }: Storage, { place }: Extraction): Generator<Part> {
  const caches = storages.filter(({ name }) => name === '_SX_DB_CUR');
  for (const stream of caches.flatMap(({ streams }) => [...streams.values()])) {
    const text = readBiff(stream).texts.map((each) => each.text);
    if (text.length > 0) yield textPart(text.join('\n'), { ...place, corner: 'properties' });
  }
}

/** Rows and cells that are empty are missing in the arrays. */
function* rowsOf(
  data: readonly (readonly (CellObject | undefined)[] | undefined)[],
): Generator<Row> {
  for (const [at, row] of data.entries()) {
    if (row === undefined) continue;
    const cells: string[] = [];
    for (const [column, cell] of row.entries()) {
      if (cell === undefined) continue;
      const place = column < widest ? column : Math.max(cells.length, widest);
      while (cells.length < place) cells.push('');
      cells[place] = shown(cell);
    }
    if (cells.length > 0) yield { cells, number: at + 1 };
  }
}

function shown({ t, v, z, f }: CellObject): string {
  const value =
    t === 'n'
      ? shownNumber(String(v), formatOf(String(z ?? '')))
      : v === undefined
        ? ''
        : String(v);
  // A text in a formula leaves with the file, whatever the formula shows.
  return f !== undefined && /"[^"]{6,}"/.test(f) ? `${value} ${f}`.trim() : value;
}
