import { describe, expect, it } from 'vitest';
import { splitParts } from '../../../../proxy/inspection/requests/split-parts.ts';
import { encoded, pdfOf, utf8 } from '../build-documents.ts';
import { field, file, multipart, partsType, type SentPart } from './build-requests.ts';

async function split(parts: readonly SentPart[], type = partsType) {
  const { pieces, form, isWhole } = await splitParts(multipart(parts), type);
  return [
    ...(form?.fields.map(({ name, value }) => `${name}=${value}`) ?? []),
    ...pieces.map(({ name, bytes }) => `file ${name} ${bytes.length}`),
    ...(isWhole ? [] : ['not whole']),
  ];
}

const within = (content: Uint8Array): SentPart => ({
  disposition: 'form-data; name="f"',
  headers: 'Content-Type: multipart/mixed; boundary=qq2\r\n',
  content,
});
const typed = (type: string, content: string | Uint8Array): SentPart => ({
  disposition: 'inline',
  headers: `Content-Type: ${type}\r\n`,
  content,
});
const sjis = (text: string) => encoded(text, 'SJIS');
const pdf = pdfOf(['a']);

describe('the parts of a body', () => {
  it.each<[string, SentPart[], string, string[]]>([
    [
      'fields and files',
      [field('a', '1'), file('b.txt', '22')],
      partsType,
      ['a=1', 'file b.txt 2'],
    ],
    ['an input without a file', [file('', '')], partsType, []],
    ['an empty file', [file('a.txt', '')], partsType, ['file a.txt 0']],
    ['a file without a name', [field('a', pdf)], partsType, [`file null ${pdf.length}`]],
    [
      'Shift_JIS',
      [
        {
          disposition: Buffer.concat([utf8('form-data; name="'), sjis('氏名'), utf8('"')]),
          content: sjis('雪'),
        },
        {
          disposition: Buffer.concat([
            utf8('form-data; name="f"; filename="'),
            sjis('表.csv'),
            utf8('"'),
          ]),
          content: 'x',
        },
      ],
      partsType,
      ['氏名=雪', 'file 表.csv 1'],
    ],
    [
      'the text of a message, and what is beside it',
      [typed('text/plain', 'a'), typed('text/csv', 'b,c')],
      'multipart/mixed; boundary=qq',
      ['=a', 'file null 3'],
    ],
    [
      'parts in a part',
      [within(multipart([file('a.txt', 'x')], 'qq2'))],
      partsType,
      ['file a.txt 1', 'not whole'],
    ],
    [
      'another header field',
      [{ ...field('a', '1'), headers: 'X-Note: n\r\n' }],
      partsType,
      ['=X-Note: n', 'a=1'],
    ],
    [
      'two boundaries',
      [field('a', '1')],
      'multipart/form-data; boundary=qq; boundary=zz',
      ['a=1', 'not whole'],
    ],
  ])('%s', async (_, parts, type, expected) => {
    expect(await split(parts, type)).toEqual(expected);
  });

  it('are opened only so deep', async () => {
    let inner = multipart([file('a.txt', 'x')], 'b9');
    for (let at = 8; at >= 0; at--) {
      const headers = `Content-Type: multipart/mixed; boundary=b${at + 1}\r\n`;
      inner = multipart([{ disposition: 'inline', headers, content: inner }], `b${at}`);
    }
    const { pieces } = await splitParts(inner, 'multipart/mixed; boundary=b0');
    // What is deeper is a file of its own, and read as the text that it is.
    expect(pieces.map(({ name }) => name)).toEqual([null]);
  });
});
