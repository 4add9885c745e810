import { describe, expect, it } from 'vitest';
import { withoutTags } from '../../../../proxy/inspection/extractors/markup.ts';
import { encoded, foundIn, individual, utf8 } from '../build-documents.ts';

describe('html and xml', () => {
  it.each([
    ['removes tags', '<p>個人<b>番号</b></p>', ' 個人番号 '],
    ['replaces entities', 'a&amp;b&#49;&#x32;', 'a&b12'],
    ['keeps typed values of attributes', '<a title="第1号">', ' 第1号 '],
    [
      'keeps what a field is called',
      '<input name="my_number" value="1">',
      ' input name my_number value 1 ',
    ],
    ['keeps comments', '<!-- メモ -->', '  メモ  '],
    ['keeps lines', 'a<p\nclass="b">c', 'a \nc'],
  ])('%s', (_, source, text) => {
    expect(withoutTags(source)).toBe(text);
  });

  it('finds a number in a page, with its line', async () => {
    const page = `<!DOCTYPE html>\n<html><body>\n<p>個人番号：${individual()}</p></body></html>`;
    expect(await foundIn(utf8(page))).toEqual(['individual-number at {"line":3}']);
    expect(await foundIn(encoded(page, 'EUCJP'))).toEqual(['individual-number at {"line":3}']);
  });

  it('finds a number under the header of its table, once', async () => {
    const page = `<html><table><tr><th>個人番号</th><th>備考</th></tr>${'<tr><td></td><td>なし</td></tr>'.repeat(20)}<tr><td>${individual()}</td><td></td></tr></table></html>`;
    expect(await foundIn(utf8(page))).toEqual(['individual-number at {"cell":"A22"}']);
  });

  it.each([
    ['a page', (url: string) => `<html><body><img alt="図" src="${url}"></body></html>`],
    ['a style', (url: string) => `<html><style>p { background: url(${url}) }</style></html>`],
    ['a drawing', (url: string) => `<svg xmlns="s"><image xlink:href="${url}"/></svg>`],
  ])('opens what stands in %s, once', async (_, around) => {
    const content = Buffer.from(`氏名 見本、個人番号 ${individual()}`).toString('base64');
    for (const url of [`data:text/plain;base64,${content}`, `data:;base64,${content}`]) {
      expect(await foundIn(utf8(around(url)))).toEqual([
        'individual-number at {"entry":[],"line":1}',
      ]);
    }
  });

  it('keeps the lines behind what stands in an attribute', async () => {
    const content = Buffer.alloc(90, '横手市').toString('base64');
    const page = `<html>\n<img src="data:text/plain;base64,${content.slice(0, 60)}\n${content.slice(60)}">\n個人番号 ${individual()}</html>`;
    expect(await foundIn(utf8(page))).toEqual(['individual-number at {"line":4}']);
  });

  it('finds a number in XML attributes', async () => {
    expect(
      await foundIn(
        utf8(`<?xml version="1.0"?>\n<a 個人番号="${individual()}" my-number="${individual()}"/>`),
      ),
    ).not.toEqual([]);
  });
});
