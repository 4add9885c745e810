import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDisposition } from '../../../../shared/posting/content/disposition.ts';

describe('a disposition', () => {
  it.each<[string, string, string, string | null]>([
    ['a field', 'form-data; name="a"', 'a', null],
    ['a file', 'form-data; name="f"; filename="名簿.csv"', 'f', '名簿.csv'],
    ['a file without a name', 'form-data; name="f"; filename=""', 'f', ''],
    ['names without quotes', 'form-data; name=f; filename=my list.txt', 'f', 'my list.txt'],
    ['any case and spaces', 'Form-Data ;NAME = "f" ; FileName= "a"', 'f', 'a'],
    [
      'a semicolon inside quotes',
      'form-data; name="a;b"; filename="c; name=d"',
      'a;b',
      'c; name=d',
    ],
    ['a quote that is escaped', 'form-data; name="f"; filename="a\\"b.txt"', 'f', 'a"b.txt'],
    [
      'a quote as browsers write it',
      'form-data; name="f"; filename="a%22b%0D%0A.txt"',
      'f',
      'a"b\r\n.txt',
    ],
    [
      'a path with backslashes',
      'form-data; name="f"; filename="C:\\docs\\a.txt"',
      'f',
      'C:\\docs\\a.txt',
    ],
    [
      'the extended form first',
      "attachment; filename=a; filename*=UTF-8''%E9%9B%AA.txt",
      '',
      '雪.txt',
    ],
    ['a language', "attachment; filename*=UTF-8'ja'%E9%9B%AA.txt", '', '雪.txt'],
    ['Shift_JIS', "attachment; filename*=Shift_JIS''%90%E1.txt", '', '雪.txt'],
    ['a charset that nobody knows', "attachment; filename*=x-none''a.txt", '', 'a.txt'],
    ['no charset at all', 'attachment; filename*=%E9%9B%AA.txt', '', '雪.txt'],
    [
      'pieces',
      "attachment; filename*0*=UTF-8''%E9%9B; filename*1*=%AA; filename*2=.txt",
      '',
      '雪.txt',
    ],
    ['pieces out of order', 'attachment; filename*1=b.txt; filename*0=a', '', 'ab.txt'],
    ['the first of two', 'form-data; name=a; name=b', 'a', null],
    ['a quote that never ends', 'form-data; name="a', 'a', null],
    ['nothing', '', '', null],
  ])('reads %s', (_, header, name, fileName) => {
    expect(readDisposition(header)).toEqual({ name, fileName });
  });

  it('never throws', () => {
    const piece = fc.constantFrom(';', '"', '\\', '=', '*', "'", 'filename', 'name', '0', '%', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(() => readDisposition(pieces.join(''))).not.toThrow();
      }),
    );
  });
});
