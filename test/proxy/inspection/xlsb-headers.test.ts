import { describe, expect, it } from 'vitest';
import { hasSoundSheets, xlsbHeaders } from '../../../proxy/inspection/xlsb-headers.ts';
import { number16, number32, utf16 } from './build-compound.ts';

const none = number32(0xffffffff);
const said = (text: string) => Buffer.concat([number32(text.length), utf16(text)]);
/** Type 479 in two bytes of seven bits. */
const headers = (...texts: Uint8Array[]) => {
  const body = Buffer.concat([number16(0), ...texts]);
  return Buffer.concat([Buffer.from([0xdf, 0x03, body.length]), body]);
};
const other = Buffer.from([0x81, 0x01, 2, 9, 9]);

describe('xlsbHeaders', () => {
  it('gives headers and footers among other records, without codes', () => {
    const part = Buffer.concat([other, headers(said('&L秘'), said('&C部外秘'), none, none), other]);
    expect(xlsbHeaders(part)).toEqual(['秘', '部外秘']);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a record that breaks off', headers(said('秘')).subarray(0, 7)],
  ])('gives nothing of %s', (_, part) => {
    expect(xlsbHeaders(part)).toEqual([]);
  });
});

describe('names of sheets in a binary workbook', () => {
  const text = (value: string, claimed = value.length) => {
    const bytes = Buffer.alloc(4 + value.length * 2);
    bytes.writeUInt32LE(claimed, 0);
    bytes.write(value, 4, 'utf16le');
    return bytes;
  };
  const sheet = (...texts: Buffer[]) => {
    const body = Buffer.concat([Buffer.alloc(8), ...texts]);
    return Buffer.concat([Buffer.of(0x9c, 0x01, body.length), body]);
  };

  it.each([
    ['as they are written', sheet(text('rId1'), text('名簿')), true],
    ['without a relation', sheet(text('', 0xffffffff), text('名簿')), true],
    ['with a length that lies', sheet(text('rId1'), text('名簿', 3_000_000)), false],
    ['with a relation that lies', sheet(text('rId1', 99), text('名簿')), false],
    ['cut', sheet(text('rId1'), text('名簿')).subarray(0, 20), false],
    ['in nothing', Buffer.alloc(0), true],
  ])('%s', (_, part, isSound) => expect(hasSoundSheets(part)).toBe(isSound));
});
