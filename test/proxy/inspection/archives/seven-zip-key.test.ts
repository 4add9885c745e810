import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  decryptSevenZip,
  readAesProperties,
  sevenZipKey,
} from '../../../../proxy/inspection/archives/seven-zip-key.ts';

describe('the key of a 7z archive', () => {
  it('has its salt and its first block behind two bytes', () => {
    const { power, salt, iv } = readAesProperties(Uint8Array.of(0xd3, 0x11, 1, 2, 3, 4));
    expect([power, [...salt], [...iv.slice(0, 3)]]).toEqual([19, [1, 2], [3, 4, 0]]);
  });

  it('is the hash of salt, password and counter, again and again', () => {
    const hash = createHash('sha256');
    for (let round = 0; round < 8192; round++) {
      const counter = Buffer.alloc(8);
      counter.writeUInt32LE(round);
      hash.update(Buffer.concat([Buffer.of(7), Buffer.from('ひ', 'utf16le'), counter]));
    }
    const properties = { power: 13, salt: Uint8Array.of(7), iv: new Uint8Array(16) };
    expect(sevenZipKey('ひ', properties, () => {})).toEqual(hash.digest());
  });

  it('stops when time is up', () => {
    const properties = { power: 24, salt: new Uint8Array(), iv: new Uint8Array(16) };
    const stop = () => {
      throw new Error('time');
    };
    expect(() => sevenZipKey('a', properties, stop)).toThrow('time');
  });

  it('is refused with more rounds than 7-Zip makes', () => {
    expect(() => readAesProperties(Uint8Array.of(25))).toThrow('broken');
    expect(() => readAesProperties(new Uint8Array())).toThrow('broken');
  });

  it('opens what it shut', () => {
    const [key, iv] = [Buffer.alloc(32, 1), Buffer.alloc(16, 2)];
    const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
    const shut = Buffer.concat([cipher.update(Buffer.alloc(32, 3)), cipher.final()]);
    expect(decryptSevenZip(shut, key, iv)).toEqual(Buffer.alloc(32, 3));
    expect(() => decryptSevenZip(shut.subarray(1), key, iv)).toThrow('truncated');
  });
});
