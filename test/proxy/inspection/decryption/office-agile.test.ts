import { describe, expect, it } from 'vitest';
import { readCompoundFile } from '../../../../proxy/inspection/compound-file.ts';
import {
  type AgileInfo,
  agileContent,
  agileKey,
  isAgileUnchanged,
  readAgileInfo,
} from '../../../../proxy/inspection/decryption/office-agile.ts';
import { agileOf } from '../build-encrypted.ts';

const content = Buffer.from('a document '.repeat(1000));
const { streams } = readCompoundFile(agileOf(content, 'pass')).root;
const xml = Buffer.from(streams.get('EncryptionInfo') ?? [])
  .subarray(8)
  .toString();
const stream = streams.get('EncryptedPackage') ?? new Uint8Array();
const info = readAgileInfo(xml) as AgileInfo;

describe('agile encryption', () => {
  it('gives its key for its password alone', () => {
    expect(agileKey(info, 'pass')?.length).toBe(32);
    expect(agileKey(info, 'Pass')).toBe(null);
    expect(agileKey(info, '')).toBe(null);
  });

  it('gives the content, and tells a change of it', () => {
    const key = agileKey(info, 'pass') ?? Buffer.alloc(32);
    const opened = Buffer.concat([...agileContent(info, key, stream)]);
    expect(opened.subarray(0, content.length)).toEqual(content);
    expect(isAgileUnchanged(info, key, stream)).toBe(true);
    expect(isAgileUnchanged(info, key, stream.with(20, 0))).toBe(false);
    expect(isAgileUnchanged({ ...info, hmac: null }, key, stream.with(20, 0))).toBe(true);
  });

  it.each([
    ['another cipher', 'cipherAlgorithm="AES"', 'cipherAlgorithm="RC2"'],
    ['another chaining', /ChainingModeCBC/g, 'ChainingModeECB'],
    ['another hash', /SHA512/g, 'WHIRLPOOL'],
    ['a key of no size', /keyBits="256"/g, 'keyBits="255"'],
    ['turns that are no number', /spinCount="100"/, 'spinCount="x"'],
    ['turns without an end', /spinCount="100"/, 'spinCount="1000000001"'],
    ['no password', /p:encryptedKey/, 'other'],
  ])('is not opened here with %s', (_, from, to) => {
    expect(readAgileInfo(xml.replace(from, to))).toBe(null);
  });
});
