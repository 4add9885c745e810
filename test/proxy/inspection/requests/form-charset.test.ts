import { describe, expect, it } from 'vitest';
import { fieldDecoder } from '../../../../proxy/inspection/requests/form-charset.ts';
import { encoded, utf8 } from '../build-documents.ts';

const words = ['氏名', '横手市中央町', '個人番号', 'メモ'];

describe('the charset of a form', () => {
  it.each(['UTF8', 'SJIS', 'EUCJP', 'JIS'] as const)('is seen in its fields: %s', (charset) => {
    const fields = words.map((word) => encoded(word, charset));
    expect(fields.map(fieldDecoder([...fields, utf8('name'), utf8('1')]))).toEqual(words);
  });

  it('is that which is said, where it fits', () => {
    const field = encoded('漢', 'EUCJP');
    expect(fieldDecoder([field], 'euc-jp')(field)).toBe('漢');
    const other = encoded('個人番号', 'SJIS');
    expect(fieldDecoder([other], 'x-none')(other)).toBe('個人番号');
    expect(fieldDecoder([other], 'euc-jp')(other)).toBe('個人番号');
  });

  it('is of each field, where a form mixes them', () => {
    const fields = [utf8('個人番号'), encoded('個人番号', 'SJIS'), encoded('個人番号', 'JIS')];
    expect(fields.map(fieldDecoder(fields))).toEqual(['個人番号', '個人番号', '個人番号']);
  });

  it('never throws', () => {
    const field = new Uint8Array([0, 0xff, 0x1b, 0x80]);
    expect(() => fieldDecoder([field], 'utf-16le')(field)).not.toThrow();
  });
});
