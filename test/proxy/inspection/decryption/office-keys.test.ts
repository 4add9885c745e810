import { describe, expect, it } from 'vitest';
import {
  cryptoApiBlocks,
  rc4Blocks,
  readCryptoApiInfo,
  readRc4Info,
} from '../../../../proxy/inspection/decryption/office-keys.ts';
import { cryptoApiKind, rc4Kind } from '../build-encrypted.ts';

const text = Buffer.from('a block of a document');

describe('the older keys of Office', () => {
  it.each([40, 56, 128])('open with %d bits of CryptoAPI', (keyBits) => {
    const kind = cryptoApiKind('秘密', { keyBits });
    const info = readCryptoApiInfo(kind.header);
    if (info === null) throw new Error('not read');
    expect(cryptoApiBlocks(info, 'x')).toBe(null);
    expect(cryptoApiBlocks(info, '秘密')?.(7).apply(kind.apply(7, text))).toEqual(text);
  });

  it('open with RC4 of Office 97', () => {
    const kind = rc4Kind('pass');
    const info = readRc4Info(kind.header);
    if (info === null) throw new Error('not read');
    expect(rc4Blocks(info, 'Pass')).toBe(null);
    expect(rc4Blocks(info, 'pass')?.(3).apply(kind.apply(3, text))).toEqual(text);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['half of it', cryptoApiKind('a').header.subarray(0, 60)],
    ['zeros', Buffer.alloc(200)],
    ['a length that lies', withLength(cryptoApiKind('a').header)],
  ])('are none in %s', (_, bytes) => {
    expect(readCryptoApiInfo(bytes)).toBe(null);
    expect(readRc4Info(bytes)).toBe(null);
  });
});

function withLength(header: Buffer): Buffer {
  const out = Buffer.from(header);
  out.writeUInt32LE(0xffffffff, 8);
  return out;
}
