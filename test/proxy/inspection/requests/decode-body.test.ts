import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createBudget, defaultLimits } from '../../../../proxy/inspection/limits.ts';
import { decodeBody, encodingsOf } from '../../../../proxy/inspection/requests/decode-body.ts';
import { utf8 } from '../build-documents.ts';

const text = 'お知らせです。'.repeat(100);
const decoded = async (bytes: Uint8Array, encodings: string) => {
  const budget = createBudget(defaultLimits, () => 0);
  return new TextDecoder().decode(await decodeBody(bytes, encodingsOf(encodings), budget));
};

describe('a content encoding', () => {
  it.each<[string, Uint8Array]>([
    ['', utf8(text)],
    ['identity', utf8(text)],
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    // Some send it without its frame.
    [' deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['gzip, gzip, identity', gzipSync(gzipSync(text))],
  ])('is undone: %s', async (encodings, bytes) => {
    expect(await decoded(bytes, encodings)).toBe(text);
  });

  it.each<[string, string, Uint8Array, string]>([
    ['that nobody knows', 'compress', utf8(text), 'unknown-format'],
    ['with the name of a prototype', 'constructor', utf8(text), 'unknown-format'],
    ['that was not used', 'gzip', utf8(text), 'broken'],
    ['of a piece', 'br', brotliCompressSync(text).subarray(0, 20), 'truncated'],
    [
      'with something behind its end',
      'zstd',
      Buffer.concat([zstdCompressSync(text), utf8(text)]),
      'broken',
    ],
    [
      'with something behind its end (br)',
      'br',
      Buffer.concat([brotliCompressSync(text), utf8(text)]),
      'broken',
    ],
    ['four times', 'gzip,gzip,gzip,gzip', gzipSync(text), 'too-deep'],
    ['that is a bomb', 'br', brotliCompressSync(Buffer.alloc(30_000_000)), 'ratio'],
  ])('is not undone: one %s', async (_, encodings, bytes, why) => {
    await expect(decoded(bytes, encodings)).rejects.toMatchObject({ why });
  });
});
