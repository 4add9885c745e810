import { describe, expect, it } from 'vitest';
import { openBlocks, openStream } from '../../../../proxy/inspection/decryption/office-blocks.ts';
import { createKeys } from '../../../../proxy/inspection/keys.ts';
import { cryptoApiKind, inBlocks, rc4Kind } from '../build-encrypted.ts';

const text = Buffer.from('0123456789'.repeat(30));

describe('encrypted streams of Office', () => {
  it.each([
    ['RC4', rc4Kind('a')],
    ['CryptoAPI', cryptoApiKind('a')],
  ])('are opened block by block: %s', (_, kind) => {
    const { keyOf } = openBlocks(kind.header, createKeys('a'));
    const hidden = inBlocks(kind, text, 64);
    expect(Buffer.from(openStream(hidden, keyOf, 64))).toEqual(text);
    const clear = Buffer.concat([text.subarray(0, 70), hidden.subarray(70)]);
    expect(Buffer.from(openStream(clear, keyOf, 64, 70))).toEqual(text);
  });

  it('say where properties are hidden', () => {
    const opened = (keepsProperties: boolean) =>
      openBlocks(cryptoApiKind('a', { keepsProperties }).header, createKeys('a'));
    expect([opened(true).hidesProperties, opened(false).hidesProperties]).toEqual([false, true]);
  });

  it.each([
    ['no password', cryptoApiKind('a').header, null, 'wanted'],
    ['a wrong one', cryptoApiKind('a').header, 'b', 'wrong'],
    ['a header of nobody', Buffer.alloc(80), 'a', 'useless'],
  ])('stay shut with %s', (_, header, password, lock) => {
    const keys = createKeys(password);
    expect(() => openBlocks(header, keys)).toThrow('encrypted');
    expect(keys.lock).toBe(lock);
  });
});
