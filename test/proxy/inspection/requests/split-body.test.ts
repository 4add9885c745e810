import { describe, expect, it } from 'vitest';
import { splitBody } from '../../../../proxy/inspection/requests/split-body.ts';
import { encoded, pdfOf, utf8 } from '../build-documents.ts';
import { escaped, field, file, formType, multipart, partsType } from './build-requests.ts';

async function split(body: string | Uint8Array, contentType: string, contentDisposition = '') {
  const bytes = typeof body === 'string' ? utf8(body) : body;
  const { pieces, form } = await splitBody(bytes, { contentType, contentDisposition });
  return [
    ...(form?.fields.map(({ name, value }) => `${name}=${value}`) ?? []),
    ...pieces.map(({ kind, name, why }) => [kind, name, why].filter(Boolean).join(' ')),
  ];
}

const sjis = escaped(encoded('雪', 'SJIS'));

describe('a body', () => {
  it.each<[string, string | Uint8Array, string, string[]]>([
    ['empty', '', formType, []],
    ['a form', 'a=1&b=x+y', formType, ['a=1', 'b=x y']],
    [
      'a form in a charset that it tells',
      `a=${sjis}&_charset_=Shift_JIS`,
      formType,
      ['a=雪', '_charset_=Shift_JIS'],
    ],
    [
      'a form in a charset that its type tells',
      `a=${sjis}`,
      `${formType}; charset=Shift_JIS`,
      ['a=雪'],
    ],
    ['a form with bytes that are not escaped', 'a=雪', formType, ['a=雪']],
    ['a form of another type', 'a=1&b=2', 'text/plain', ['a=1', 'b=2']],
    ['text with equals signs', 'a = 1\nb = 2\n', 'text/plain', ['text']],
    ['text with an equals sign in its first line', 'a=1\nb=2\n', 'text/plain', ['text']],
    ['JSON', '{"a":1}', 'application/json', ['text']],
    [
      'JSON that says it is a form, also as one',
      '{"a":"%31=2"}',
      formType,
      ['{"a":"1=2"}', 'text'],
    ],
    ['a PDF that says it is a form', pdfOf(['a']), formType, ['raw']],
    ['more fields than a form has', 'a=1&'.repeat(20_001), formType, ['raw too-many-entries']],
    ['parts', multipart([field('a', '1'), file('b.txt', '2')]), partsType, ['a=1', 'file b.txt']],
    [
      'parts that are cut',
      multipart([field('a', '1')]).subarray(0, -8),
      partsType,
      ['a=1', 'raw broken'],
    ],
    ['parts of another type', multipart([field('a', '1')]), '', ['a=1']],
    [
      'parts of another type that are cut',
      multipart([field('a', '1')]).subarray(0, -8),
      '',
      ['text'],
    ],
  ])('is split: %s', async (_, body, contentType, expected) => {
    expect(await split(body, contentType)).toEqual(expected);
  });

  it('has the name that its disposition gives', async () => {
    expect(await split('a=1', formType, 'attachment; filename="a.txt"')).toEqual(['file a.txt']);
  });
});
