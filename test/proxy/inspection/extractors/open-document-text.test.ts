import { describe, expect, it } from 'vitest';
import { extract } from '../../../../proxy/inspection/extract.ts';
import { createBudget, defaultLimits } from '../../../../proxy/inspection/limits.ts';
import type { Part } from '../../../../shared/detection/part.ts';
import { cellOf, paragraphsOf, sheetOf } from '../build-open-document.ts';

/** Place, and text or rows. */
async function partsOf(content: string): Promise<unknown[]> {
  const bytes = Buffer.from(`<office:document>${content}</office:document>`);
  const found: Part[] = [];
  const budget = createBudget(defaultLimits, () => 0);
  for await (const part of extract(bytes, '', budget).parts) found.push(part);
  return found.map((part) => [
    part.place,
    part.form === 'text' ? part.text.trim() : part.rows.map((row) => row.join('|')),
  ]);
}

describe('text', () => {
  it.each([
    [
      'spaces, tabs, line ends',
      'あ<text:s text:c="2"/>い<text:tab/>う<text:line-break/>え',
      'あ  い う\nえ',
    ],
    ['pieces of a word', '12<text:span>34</text:span><text:bookmark/>56', '123456'],
    [
      'a reading behind its word',
      '<text:ruby><text:ruby-base>佐藤</text:ruby-base><text:ruby-text>さとう</text:ruby-text></text:ruby>様',
      '佐藤 (さとう)様',
    ],
    [
      'where a link leads',
      '<text:a xlink:href="https://example.jp/">頁</text:a>',
      'https://example.jp/\n頁',
    ],
    [
      'what a control holds',
      '<form:text form:label="氏名" form:current-value="佐藤"/>',
      '氏名 佐藤',
    ],
  ])('has %s', async (_, content, text) => {
    expect(await partsOf(paragraphsOf(content))).toEqual([[{}, text]]);
  });

  it.each([
    ['comment', 'office:annotation'],
    ['footnote', 'text:note'],
    ['notes', 'presentation:notes'],
    ['master', 'style:master-page'],
    ['header', 'style:header-left'],
    ['footer', 'style:footer-first'],
  ])('stands in a corner: %s', async (corner, element) => {
    const inner = `あ<${element}><text:p>い</text:p></${element}>う`;
    expect(await partsOf(paragraphsOf(inner))).toEqual([
      [{ corner }, 'い'],
      [{}, 'あう'],
    ]);
  });

  it('stands on slides', async () => {
    const slide = (text: string) => `<draw:page draw:name="頁">${paragraphsOf(text)}</draw:page>`;
    expect(await partsOf(slide('一') + slide('二'))).toEqual([
      [{ slide: 1 }, '頁\n一'],
      [{ slide: 2 }, '頁\n二'],
    ]);
  });
});

describe('sheets', () => {
  it('have names, rows and cells, and beside them what is noted and drawn', async () => {
    const noted = cellOf('い<office:annotation><text:p>注</text:p></office:annotation>');
    const drawn = '<table:shapes><draw:frame><text:p>図</text:p></draw:frame></table:shapes>';
    expect(await partsOf(sheetOf('名簿', cellOf('あ') + noted, drawn))).toEqual([
      [{ sheet: '名簿', corner: 'sheet-name' }, '名簿'],
      [{ sheet: '名簿' }, ['あ|い']],
      [{ sheet: '名簿', corner: 'comment' }, '注'],
      [{ sheet: '名簿', corner: 'text-box' }, '図'],
    ]);
  });

  it.each([
    [
      'what is alike twice',
      cellOf('1', 'table:number-columns-repeated="2"') + cellOf('2'),
      '1|1|2',
    ],
    [
      'empty ones in their place',
      `<table:table-cell table:number-columns-repeated="2"/>${cellOf('a')}`,
      '||a',
    ],
    [
      'a long number whole',
      cellOf('3.1E+11', 'office:value="314159265352"'),
      '314159265352 3.1E+11',
    ],
    ['zeros before a number', cellOf('0012', 'office:value="12"'), '0012'],
    ['what is not shown', '<table:table-cell office:value="12"/>', '12'],
    ['texts of a formula', cellOf('a', 'table:formula="of:=&quot;abcdef&quot;"'), 'a of:="abcdef"'],
  ])('have %s', async (_, cells, row) => {
    const [, [, rows] = []] = (await partsOf(sheetOf('a', cells))) as [unknown, unknown[]];
    expect(rows).toEqual([row]);
  });

  it('have no more rows and cells than that, whatever they say', async () => {
    const many = '1000000000';
    const cells = cellOf('1', `table:number-columns-repeated="${many}"`);
    const row = `<table:table-row table:number-rows-repeated="${many}">${cells}</table:table-row>`;
    const content = `<table:table>${row}</table:table>`;
    const [[, rows] = []] = (await partsOf(content)) as [unknown[]];
    expect([(rows as string[]).length, (rows as string[])[0]?.length]).toEqual([100, 199]);
  });
});
