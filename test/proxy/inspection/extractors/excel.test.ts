import { describe, expect, it } from 'vitest';
import { foundIn, individual, inspect, sheetData, xlsxOf } from '../build-documents.ts';

const rows = sheetData([
  ['氏名', '個人番号'],
  ['関所太郎', individual()],
]);

describe('xlsx beside its cells', () => {
  const label = `個人番号 ${individual()}`;
  const cells = sheetData([['x']]);
  const rule = (inner: string, attribute = '') =>
    `${cells}<dataValidations><dataValidation ${attribute}>${inner}</dataValidation></dataValidations>`;
  const place = '{"sheet":"a","corner":"properties"}';

  it.each([
    ['a list of values', rule(`<formula1>"${label}"</formula1>`)],
    ['a prompt', rule('', `prompt="${label}"`)],
    ['what is shown of a link', `${cells}<hyperlinks><hyperlink display="${label}"/></hyperlinks>`],
    ['a condition', `${cells}<cfRule><formula>A1="${label}"</formula></cfRule>`],
    ['a filter', `${cells}<autoFilter><filter val="${label}"/></autoFilter>`],
  ])('reads %s', async (_, sheet) => {
    expect(await foundIn(await xlsxOf({ a: sheet }))).toEqual([`individual-number at ${place}`]);
  });

  it('reads headers once', async () => {
    const header = `<headerFooter><oddHeader>${label}</oddHeader></headerFooter>`;
    expect(await foundIn(await xlsxOf({ a: cells + header }))).toEqual([
      'individual-number at {"sheet":"a","corner":"header"}',
    ]);
  });

  it('reads names', async () => {
    const workbook = `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId1"/></sheets><definedNames><definedName name="b">"${label}"</definedName></definedNames></workbook>`;
    const bytes = await xlsxOf({ a: cells }, { 'xl/workbook.xml': workbook });
    expect(await foundIn(bytes)).toEqual(['individual-number at {"corner":"properties"}']);
  });
});

describe('xlsx', () => {
  it('reads cells however their XML is written', async () => {
    const texts = '<sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t>&amp;丙</t></r></si></sst>';
    const rows = [
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="0" t="s"><v>1</v></c></row>',
      "<row r='2'><c t='s' r='A2'><v>1</v></c><c r='B2'><f>1+1</f><v>2</v></c></row>",
      '<x:row r="3"><x:c r="B3"/><x:c r="C3" t="inlineStr"><x:is><x:t>丁</x:t></x:is></x:c></x:row>',
      '<row r="4"><c r="A4" s="0"/><c r="B4"><v>5</v></c><c r="C4" t="str"><v>&lt;戊</v></c></row>',
    ];
    const bytes = await xlsxOf(
      { 表: `<sheetData>${rows.join('')}</sheetData>` },
      { 'xl/sharedStrings.xml': texts },
    );
    expect((await inspect(bytes)).text).toContain('甲\t\t乙&丙\n乙&丙\t2\n\t\t丁\n\t5\t<戊');
  });

  it.each([
    ['a cell', xlsxOf({ 名簿: rows }), '{"sheet":"名簿","cell":"B2"}'],
    [
      'a number',
      xlsxOf({
        名簿: sheetData([
          ['氏名', '個人番号'],
          ['関所太郎', Number(individual())],
        ]),
      }),
      '{"sheet":"名簿","cell":"B2"}',
    ],
    ['a hidden sheet', xlsxOf({ 表: '<sheetData/>', 裏: rows }), '{"sheet":"裏","cell":"B2"}'],
    [
      'a header',
      xlsxOf({
        表: `<sheetData/><headerFooter><oddHeader>&amp;C個人番号 ${individual()}</oddHeader></headerFooter>`,
      }),
      '{"sheet":"表","corner":"header"}',
    ],
    [
      'a comment',
      xlsxOf(
        { 表: '<sheetData/>' },
        {
          'xl/comments1.xml': `<comments><comment><text><t>個人番号 ${individual()}</t></text></comment></comments>`,
        },
      ),
      '{"corner":"comment"}',
    ],
    [
      'a text box',
      xlsxOf(
        { 表: '<sheetData/>' },
        { 'xl/drawings/drawing1.xml': `<d><a:t>個人番号 ${individual()}</a:t></d>` },
      ),
      '{"corner":"text-box"}',
    ],
  ])('is read: %s', async (_, document, place) => {
    expect(await foundIn(await document)).toEqual([`individual-number at ${place}`]);
  });

  it('reads shared strings, and their ruby apart from them', async () => {
    const book = xlsxOf(
      { 表: '<sheetData><row r="3"><c r="A3" t="s"><v>0</v></c></row></sheetData>' },
      {
        'xl/sharedStrings.xml': `<sst><si><t>個人番号 ${individual()}</t><rPh><t>コジンバンゴウ</t></rPh></si></sst>`,
      },
    );
    const { findings, text } = await inspect(await book);
    expect(findings).toMatchObject([{ place: { sheet: '表', cell: 'A3' } }]);
    expect(text).toContain('コジンバンゴウ');
  });

  it('keeps leading zeros that a format shows', async () => {
    const zeros = individual('06012222810');
    const book = xlsxOf(
      {
        表: `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>個人番号</t></is></c><c r="B1" s="1"><v>${Number(zeros)}</v></c></row></sheetData>`,
      },
      {
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="000000000000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
      },
    );
    expect(await foundIn(await book)).toEqual(['individual-number at {"sheet":"表","cell":"B1"}']);
  });

  it('shows no number that stands in the name of a sheet', async () => {
    const { findings } = await inspect(
      await xlsxOf({ [`個人番号${individual()}`]: '<sheetData/>' }),
    );
    expect(findings).toMatchObject([{ kind: 'individual-number' }]);
    expect(JSON.stringify(findings)).not.toContain(individual());
  });
});
