import { describe, expect, it } from 'vitest';
import { xlsbHeaders } from '../../../proxy/inspection/xlsb-headers.ts';
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
