import { describe, expect, it } from 'vitest';
import { undoTransferEncoding } from '../../../../proxy/inspection/requests/transfer-encoding.ts';
import { utf8 } from '../build-documents.ts';

describe('a transfer encoding', () => {
  it.each<[string | null, string, string]>([
    [null, 'a=E9', 'a=E9'],
    ['8bit', 'a=E9', 'a=E9'],
    ['BASE64', '44GC\r\n44GE', 'あい'],
    ['quoted-printable', '=E3=81=82=\r\nb = c', 'あb = c'],
    ['x-none', 'abc', 'abc'],
  ])('is undone: %s', (encoding, text, expected) => {
    const bytes = undoTransferEncoding(utf8(text), encoding);
    expect(new TextDecoder().decode(bytes)).toBe(expected);
  });
});
