import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { compoundOf, number16 } from '../build-compound.ts';
import { individual, inspect } from '../build-documents.ts';
import { cryptoApiKind, rc4Kind } from '../build-encrypted.ts';
import { encryptedXls } from '../build-encrypted-97.ts';

const number = individual();
const book = utils.book_new();
utils.book_append_sheet(book, utils.aoa_to_sheet([['My Number'], [number]]), 'List');
const clear = Uint8Array.from(write(book, { type: 'buffer', bookType: 'biff8' }));

describe('an encrypted xls', () => {
  it.each([
    ['RC4', rc4Kind('ひみつ'), 'ひみつ'],
    ['CryptoAPI', cryptoApiKind('ひみつ'), 'ひみつ'],
    ['the password that Excel tries by itself', rc4Kind('VelvetSweatshop'), undefined],
  ])('is read with its password: %s', async (_, kind, password) => {
    const bytes = encryptedXls(clear, kind);
    const report = await inspect(bytes, password === undefined ? {} : { password });
    expect(report).toMatchObject({ type: 'xls', inspected: true });
    expect(report.findings).toMatchObject([{ place: { sheet: 'List', cell: 'A2' } }]);
  });

  it.each([
    ['no', undefined, 'wanted'],
    ['a wrong', 'x', 'wrong'],
  ])('stays shut with %s password', async (_, password, lock) => {
    const bytes = encryptedXls(clear, cryptoApiKind('a'));
    const report = await inspect(bytes, password === undefined ? {} : { password });
    expect(report).toMatchObject({ inspected: false, why: 'encrypted', lock, findings: [] });
  });

  it('is not opened here in a way that nobody knows', async () => {
    const begin = Buffer.concat([
      number16(0x809),
      number16(16),
      Buffer.from([0, 6]),
      Buffer.alloc(14),
    ]);
    const pass = Buffer.concat([number16(0x2f), number16(80), Buffer.alloc(80, 9)]);
    const bytes = compoundOf({ Workbook: Buffer.concat([begin, pass, number16(10), number16(0)]) });
    expect(await inspect(bytes, { password: 'a' })).toMatchObject({ lock: 'useless' });
  });
});
