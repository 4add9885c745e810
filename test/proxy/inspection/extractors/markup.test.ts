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

  it('finds a number in XML attributes', async () => {
    expect(
      await foundIn(
        utf8(`<?xml version="1.0"?>\n<a 個人番号="${individual()}" my-number="${individual()}"/>`),
      ),
    ).not.toEqual([]);
  });
});
