import { describe, expect, it } from 'vitest';
import { decode, detectCharset } from '../../../../proxy/inspection/charset.ts';
import { maskText } from '../../../../proxy/inspection/masking/mask-text.ts';
import { indexValues } from '../../../../shared/masking/find-values.ts';
import { encoded, individual, utf8 } from '../build-documents.ts';
import { dots, madeOf } from './copy-of.ts';

const number = individual();
const wide = number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const index = indexValues([{ kind: 'individual-number', value: number, standing: number }]);
const table = (value: string) =>
  `氏名,住所,個人番号,備考\r\n"関所 太郎",横手市中央町八番一号,${value},ソ表能\r\n𠮷,～,,ｱｲｳ\n`;

describe('mask text', () => {
  it.each(['SJIS', 'EUCJP', 'UTF8', 'UTF16BE', 'UTF16LE'] as const)(
    'keeps the charset, line ends and every other byte: %s',
    (charset) => {
      const source = table(number).replace('𠮷,～', charset.startsWith('UTF') ? '𠮷,～' : '吉,〜');
      const bytes = encoded(source, charset);
      const masked = maskText(bytes, index);
      expect(masked).toEqual(encoded(source.replace(number, dots), charset));
    },
  );

  it('masks full-width digits', () => {
    const bytes = encoded(table(wide).replace('𠮷,～', ','), 'SJIS');
    expect(maskText(bytes, index)).toEqual(encoded(table(dots).replace('𠮷,～', ','), 'SJIS'));
  });

  it('masks one byte by one byte in ISO-2022-JP, and two by two', () => {
    const source = `個人番号 ${number} と ${wide}\r\nabc\r\n`;
    const bytes = encoded(source, 'JIS');
    expect(detectCharset(bytes)).toBe('iso-2022-jp');
    const masked = maskText(bytes, index) ?? new Uint8Array();
    expect(masked.length).toBe(bytes.length);
    expect(decode(masked, 'iso-2022-jp')).toBe(
      source.replace(number, '*'.repeat(12)).replace(wide, dots),
    );
  });

  it('keeps a byte order mark', () => {
    const bytes = utf8(`\ufeff個人番号,${number}\r\n`);
    expect(maskText(bytes, index)).toEqual(utf8(`\ufeff個人番号,${dots}\r\n`));
  });

  it('masks a number over the cells of a row', async () => {
    const row = [number.slice(0, 4), number.slice(4, 8), number.slice(8)];
    const made = await madeOf(utf8(`個人番号,,,\r\n${row.join(',')},x\r\n`), 'a.csv');
    expect(new TextDecoder().decode(made.bytes)).toBe('個人番号,,,\r\n●●●●,●●●●,●●●●,x\r\n');
  });

  it('gives the bytes themselves back where there is nothing to mask', () => {
    const bytes = utf8('横手市');
    expect(maskText(bytes, index)).toBe(bytes);
  });

  it('does not touch bytes that are no text', () => {
    expect(maskText(Uint8Array.of(0, 1, 2, 255, 254, 0), index)).toBeNull();
  });

  it('masks hundreds of values in a large file', async () => {
    const numbers = Array.from({ length: 500 }, (_, at) =>
      individual(String(31415926535 + at * 7)),
    );
    const made = await madeOf(
      utf8(`番号,個人番号\n${numbers.map((each, at) => `${at},${each}`).join('\n')}\n`),
      'a.csv',
    );
    const text = new TextDecoder().decode(made.bytes);
    expect(numbers.filter((each) => text.includes(each))).toEqual([]);
    expect(text.split('\n')[500]).toBe(`499,${dots}`);
  });
});
