import { type BookType, utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readCompoundFile } from '../../../../proxy/inspection/compound-file.ts';
import { compoundOf, number16, number32 } from '../build-compound.ts';
import { foundIn, individual, inspect } from '../build-documents.ts';

const number = individual();

function bookOf(bookType: BookType, rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['News']]), 'Cover');
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  utils.book_append_sheet(book, sheet, 'List');
  book.Workbook = {
    Sheets: [{}, { Hidden: 2 }],
    Names: [{ Name: 'area', Ref: 'List!$A$1', Comment: 'メモ' }],
  };
  return Uint8Array.from(write(book, { type: 'buffer', bookType }));
}

// What writes the older kinds here knows no Japanese.
const rows = [
  ['name', 'My Number'],
  ['Yokote', Number(number)],
];

describe.each<[BookType, string]>([
  ['biff8', 'xls'],
  ['biff5', 'xls'],
  ['xlsb', 'xlsb'],
])('%s', (bookType, type) => {
  it('is read cell by cell, hidden sheets too, numbers whole', async () => {
    const bytes = bookOf(bookType, rows);
    const report = await inspect(bytes);
    expect(report).toMatchObject({ type, inspected: true });
    expect(report.text).toContain('News');
    expect(report.text).toContain(number);
    expect(await foundIn(bytes)).toContain('individual-number at {"sheet":"List","cell":"B2"}');
  });
});

describe('xls', () => {
  const stream = () =>
    readCompoundFile(bookOf('biff8', rows)).root.streams.get('Workbook') ?? new Uint8Array();

  it('needs no file around it', async () => {
    const report = await inspect(
      Uint8Array.from(
        write(utils.book_new(utils.aoa_to_sheet([[number]])), {
          type: 'buffer',
          bookType: 'biff2',
        }),
      ),
    );
    expect(report).toMatchObject({ type: 'xls', inspected: true });
    expect(report.text).toContain(number);
  });

  it('is read whatever its properties count', async () => {
    const properties = Buffer.concat([
      number16(0xfffe),
      Buffer.alloc(22),
      number32(1),
      Buffer.from('02d5cdd59c2e1b10939708002b2cf9ae', 'hex'),
      // Where the set begins, how long it is, one property: titles of parts, two thousand million.
      ...[48, 24, 1, 13, 16, 0x101e, 0x7fffffff].map(number32),
    ]);
    const streams = { Workbook: stream(), '\u0005DocumentSummaryInformation': properties };
    const report = await inspect(compoundOf(streams));
    expect(report).toMatchObject({ type: 'xls', inspected: true });
    expect(report.text).toContain(number);
  });

  it('is not clean where it is cut', async () => {
    const report = await inspect(compoundOf({ Workbook: stream().subarray(0, -30) }));
    expect(report.inspected).not.toBe(true);
    expect(report.why).toBe('broken');
  });

  it('is told where it is encrypted', async () => {
    const whole = stream();
    const first = 4 + new DataView(whole.buffer, whole.byteOffset).getUint16(2, true);
    const pass = Buffer.concat([number16(0x2f), number16(54), Buffer.alloc(54)]);
    const bytes = compoundOf({
      Workbook: Buffer.concat([whole.subarray(0, first), pass, whole.subarray(first)]),
    });
    expect(await inspect(bytes)).toMatchObject({ inspected: false, why: 'encrypted' });
  });
});
