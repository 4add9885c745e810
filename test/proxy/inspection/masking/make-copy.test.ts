import { describe, expect, it } from 'vitest';
import { docxOf, encoded, individual, paragraph, pdfOf, utf8, xlsxOf } from '../build-documents.ts';
import { copyOf, dots, madeOf, wordsOf } from './copy-of.ts';

const number = individual();

describe('make copy', () => {
  it('masks a text, names the copy, and tells what was masked', async () => {
    const made = await madeOf(utf8(`個人番号 ${number}\r\n`), 'メモ.txt');
    expect(new TextDecoder().decode(made.bytes)).toBe(`個人番号 ${dots}\r\n`);
    expect(made.name).toBe('メモ (伏せ字).txt');
    expect(made.report).toMatchObject({ inspected: true, findings: [] });
    expect(made.masked.map(({ kind, count }) => [kind, count])).toEqual([['individual-number', 1]]);
  });

  it('masks the name of the file as well', async () => {
    const made = await madeOf(utf8('ok'), `個人番号${number}.txt`);
    expect(made.name).toBe(`個人番号${dots} (伏せ字).txt`);
  });

  it('leaves a content without such values as it is', async () => {
    const bytes = encoded('会議は10時から', 'SJIS');
    expect((await madeOf(bytes, 'a.txt')).bytes).toEqual(bytes);
  });

  it('masks documents inside of documents', async () => {
    const inner = await xlsxOf({
      表: `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>個人番号</t></is></c><c r="B1"><v>${number}</v></c></row></sheetData>`,
    });
    const made = await madeOf(await docxOf(paragraph('添付'), { 'word/embeddings/a.xlsx': inner }));
    expect(made.masked.map(({ place }) => place.entry)).toEqual([['a.xlsx']]);
  });

  it('makes none where a value stands in something that cannot be changed, and says where', async () => {
    const inner = pdfOf([`My Number: ${number.replace(/(\d{4})(?=\d)/g, '$1 ')}`]);
    const report = await copyOf(
      await docxOf(paragraph('添付'), { 'word/embeddings/a.pdf': inner }),
    );
    expect(report).toMatchObject({
      made: false,
      why: 'left',
      left: [{ kind: 'individual-number', place: { entry: ['a.pdf'] } }],
    });
    expect(JSON.stringify(report)).not.toContain(number.slice(0, 4));
  });

  it('makes none of a format that it does not write', async () => {
    const report = await copyOf(pdfOf([`My Number: ${number}`]));
    expect(report).toMatchObject({ made: false, why: 'left' });
  });

  it('leaves kinds alone that were not asked for', async () => {
    const bytes = utf8(`個人番号 ${number}`);
    expect((await madeOf(bytes, 'a.txt', ['payment-card'])).bytes).toEqual(bytes);
  });

  it('tells why a broken file gives none', async () => {
    const bytes = (await docxOf(paragraph(`個人番号 ${number}`))).subarray(0, 300);
    const report = await copyOf(bytes);
    if (report.made) expect(report.report.inspected).toBe(false);
    else expect(report.left).toEqual([]);
  });

  it('masks what stands once with its label and once without', async () => {
    const made = await madeOf(
      await docxOf(paragraph(`個人番号 ${number}`) + paragraph(`受付 ${number} 済`)),
    );
    expect(await wordsOf(made.bytes)).not.toContain(number);
  });
});
