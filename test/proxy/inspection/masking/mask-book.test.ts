import { describe, expect, it } from 'vitest';
import { individual, xlsxOf } from '../build-documents.ts';
import { dots, madeOf, sourcesOf, wordsOf } from './copy-of.ts';

const number = individual();
const rows = (...all: string[]) =>
  `<sheetData>${all.map((cells, at) => `<row r="${at + 1}">${cells}</row>`).join('')}</sheetData>`;
const inline = (at: string, text: string) =>
  `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const head = inline('A1', '個人番号');
const strings = (...all: string[]) => ({
  'xl/sharedStrings.xml': `<sst>${all.map((each) => `<si>${each}</si>`).join('')}</sst>`,
});

describe('mask book', () => {
  it('turns a number into a text, and keeps its format', async () => {
    const made = await madeOf(
      await xlsxOf({ 名簿: rows(head, `<c r="A2" s="3"><v>${number}</v></c>`) }),
      '名簿.xlsx',
    );
    const sheet = (await sourcesOf(made.bytes)).get('xl/worksheets/sheet1.xml');
    expect(sheet).toContain(
      `<c r="A2" s="3" t="inlineStr"><is><t xml:space="preserve">${dots}</t></is></c>`,
    );
    expect(made.report.findings).toEqual([]);
  });

  it('masks a number in the way that programs write it', async () => {
    const power = `${number[0]}.${number.slice(1)}E11`;
    const made = await madeOf(await xlsxOf({ 名簿: rows(head, `<c r="A2"><v>${power}</v></c>`) }));
    expect(await wordsOf(made.bytes)).not.toContain(number.slice(1));
  });

  it('masks shared strings where they stand, with their runs', async () => {
    const rich = `<r><t>${number.slice(0, 6)}</t></r><r><rPr><b/></rPr><t>${number.slice(6)}</t></r>`;
    const made = await madeOf(
      await xlsxOf(
        { 名簿: rows('<c r="A1" t="s"><v>0</v></c>', '<c r="A2" t="s"><v>1</v></c>') },
        strings('<t>個人番号</t>', rich),
      ),
    );
    const sources = await sourcesOf(made.bytes);
    expect(sources.get('xl/sharedStrings.xml')).toContain(
      '<r><t>●●●●●●</t></r><r><rPr><b/></rPr><t>●●●●●●</t></r>',
    );
    expect(sources.get('xl/worksheets/sheet1.xml')).toContain('<c r="A2" t="s"><v>1</v></c>');
  });

  it('masks what is spread over cells, and leaves no piece in the strings of the book', async () => {
    const groups = [number.slice(0, 4), number.slice(4, 8), number.slice(8)];
    const cells = groups.map((_, at) => `<c r="${'BCD'.charAt(at)}1" t="s"><v>${at + 1}</v></c>`);
    const made = await madeOf(
      await xlsxOf(
        { 名簿: rows(`<c r="A1" t="s"><v>0</v></c>${cells.join('')}`) },
        strings('<t>個人番号</t>', ...groups.map((each) => `<t>${each}</t>`)),
      ),
    );
    const words = await wordsOf(made.bytes);
    expect(groups.filter((each) => words.includes(each))).toEqual([]);
  });

  it('keeps a string that another cell still shows', async () => {
    const groups = [number.slice(0, 4), number.slice(4, 8), number.slice(8)];
    const cells = groups.map((_, at) => `<c r="${'BCD'.charAt(at)}1" t="s"><v>${at + 1}</v></c>`);
    const made = await madeOf(
      await xlsxOf(
        {
          名簿: rows(
            `<c r="A1" t="s"><v>0</v></c>${cells.join('')}`,
            '<c r="A2" t="inlineStr"><is><t>部屋</t></is></c><c r="B2" t="s"><v>1</v></c>',
          ),
        },
        strings('<t>個人番号</t>', ...groups.map((each) => `<t>${each}</t>`)),
      ),
    );
    const sources = await sourcesOf(made.bytes);
    expect(sources.get('xl/sharedStrings.xml')).toContain(groups[0]);
    expect(sources.get('xl/sharedStrings.xml')).not.toContain(groups[1]);
    expect(sources.get('xl/worksheets/sheet1.xml')?.match(/●●●●/g)?.length).toBe(3);
  });

  it('takes away a formula that gave the number, and the order of calculation', async () => {
    const made = await madeOf(
      await xlsxOf(
        {
          名簿: rows(
            head,
            `<c r="A2"><f>1*"${number}"</f><v>${number}</v></c>`,
            `<c r="A3" t="str"><f t="shared" ref="A3:A4" si="0">A2</f><v>${number}</v></c>`,
            '<c r="A4"><f t="shared" si="0"/><v>5</v></c>',
            '<c r="A5"><f>SUM(1,2)</f><v>3</v></c>',
          ),
        },
        {
          'xl/calcChain.xml': '<calcChain><c r="A2"/></calcChain>',
          'xl/_rels/workbook.xml.rels':
            '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Target="calcChain.xml"/></Relationships>',
        },
      ),
    );
    const sources = await sourcesOf(made.bytes);
    const sheet = sources.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet.match(/<f/g)?.length).toBe(1);
    expect(sheet).toContain('<c r="A4"><v>5</v></c>');
    expect(sources.has('xl/calcChain.xml')).toBe(false);
    expect(sources.get('xl/_rels/workbook.xml.rels')).not.toContain('calcChain');
  });

  it.each([
    [
      'a hidden sheet',
      { 一: rows(inline('A1', 'a')), 二: rows(head, `<c r="A2"><v>${number}</v></c>`) },
      {},
    ],
    [
      'a hidden row',
      {
        一: `<sheetData><row r="1">${head}</row><row r="2" hidden="1"><c r="A2"><v>${number}</v></c></row></sheetData>`,
      },
      {},
    ],
    [
      'a comment',
      { 一: rows(head) },
      {
        'xl/comments1.xml': `<comments><comment><text><r><t>個人番号 ${number}</t></r></text></comment></comments>`,
      },
    ],
    [
      'a header',
      {
        一: `${rows(inline('A1', 'a'))}<headerFooter><oddHeader>&amp;C個人番号 ${number}</oddHeader></headerFooter>`,
      },
      {},
    ],
    ['a name of a sheet', { [`個人番号${number}`]: rows(inline('A1', 'a')) }, {}],
    [
      'a text box',
      { 一: rows(head) },
      { 'xl/drawings/drawing1.xml': `<x><a:p><a:r><a:t>個人番号 ${number}</a:t></a:r></a:p></x>` },
    ],
    [
      'a readings of a name',
      { 一: rows('<c r="A1" t="s"><v>0</v></c>') },
      strings(`<t>名</t><rPh sb="0" eb="1"><t>個人番号 ${number}</t></rPh>`),
    ],
  ])('takes it out of %s', async (_, sheets, more) => {
    const made = await madeOf(
      await xlsxOf(sheets as Record<string, string>, more as Record<string, string>),
    );
    expect(await wordsOf(made.bytes)).not.toContain(number);
    expect(made.report.findings).toEqual([]);
  });
});
