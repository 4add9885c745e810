import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { openXor } from '../../../../proxy/inspection/decryption/excel-xor.ts';
import { createKeys } from '../../../../proxy/inspection/keys.ts';
import { encoded, individual, inspect } from '../build-documents.ts';
import { xorXls } from '../build-encrypted-97.ts';

const book = utils.book_new();
utils.book_append_sheet(book, utils.aoa_to_sheet([['My Number'], [individual()]]), 'List');
const clear = Uint8Array.from(write(book, { type: 'buffer', bookType: 'biff8' }));

const turned = (value: number, by: number, bits: number) =>
  ((value << by) | (value >> (bits - by))) & (2 ** bits - 1);
const fill = [0xbb, 0xff, 0xff, 0xba, 0xff, 0xff, 0xb9, 0x80, 0, 0xbe, 0x0f, 0, 0xbf, 0x0f, 0, 0];

/** By shifts, as another program has it; what opens it has the tables of the specification. */
function madeOf(password: Uint8Array) {
  const bytes = [...password].slice(0, 15);
  let [key, base, end] = [0, 0x8000, 0xffff];
  const step = (value: number) => {
    const next = turned(value, 1, 16);
    return (next & 1) === 0 ? next : next ^ 0x1020;
  };
  for (const byte of bytes.toReversed()) {
    for (let bit = 0; bit < 8; bit++) {
      base = step(base);
      if ((((byte & 0x7f) >> bit) & 1) !== 0) key ^= base;
      end = step(end);
    }
  }
  key ^= end;
  const verifier = bytes.reduce(
    (sum, byte, at) => sum ^ turned(byte, (at + 1) % 15, 15),
    bytes.length ^ 0xce4b,
  );
  const array = [...bytes, ...fill].slice(0, 16).map((byte, at) => {
    return turned(byte ^ (at % 2 === 0 ? key & 0xff : key >> 8), 2, 8);
  });
  return { key, verifier, array: Uint8Array.from(array) };
}

describe('an xls that is obfuscated by XOR', () => {
  it('has the check of its password that Excel makes', () => {
    expect(madeOf(encoded('test', 'UTF8')).verifier).toBe(0xcbeb);
  });

  it.each([
    ['pass', 'pass'],
    ['the most letters that count', 'abcdefghijklmnopq'],
    ['Japanese letters', '秘密'],
    ['the password that Excel tries by itself', 'VelvetSweatshop'],
  ])('is read with %s', async (_, password) => {
    const bytes = xorXls(clear, madeOf(encoded(password, 'SJIS')));
    const report = await inspect(bytes, { password });
    expect(report).toMatchObject({ type: 'xls', inspected: true });
    expect(report.findings).toMatchObject([{ place: { sheet: 'List', cell: 'A2' } }]);
  });

  it('stays shut with no password, or a wrong one', async () => {
    const bytes = xorXls(clear, madeOf(encoded('pass', 'UTF8')));
    expect(await inspect(bytes)).toMatchObject({ inspected: false, lock: 'wanted' });
    expect(await inspect(bytes, { password: 'Pass' })).toMatchObject({ lock: 'wrong' });
    expect(() => openXor(new Uint8Array(9), new Uint8Array(4), [], createKeys(''))).toThrow();
  });
});
