import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { foundIn, individual, inspect } from '../build-documents.ts';

const text = `個人番号 ${individual()}`;

describe('gz', () => {
  it('is read', async () => {
    expect(await foundIn(gzipSync(text))).toEqual(['individual-number at {"entry":[],"line":1}']);
  });

  it.each([
    ['a bomb', gzipSync(Buffer.alloc(20_000_000)), 'ratio'],
    ['a piece', gzipSync('a'.repeat(99)).subarray(0, 20), 'truncated'],
    ['a damaged one', gzipSync(text).fill(0xff, 12, 30), 'broken'],
  ])('is not clean: %s', async (_, bytes, why) => {
    expect(await inspect(bytes)).toMatchObject({ inspected: false, why });
  });
});

/** Nothing here packs these: six times the same words, by the usual programs. */
const bzip2 = Buffer.from(
  'QlpoOTFBWSZTWaqiPQcAAEqQeUAAcDiCCIIRAJAOgCAAUKYTTQGmIIqjRoD1DZTgZHADcbjcdBobDkMDA2GBoaGR8GhkZHA0Ow0P4u5IpwoSFVRHoOA=',
  'base64',
);
const xz = Buffer.from(
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ACnACNdAHKgDW5GcqrZIx1wubyDMsptp4qSd2f8yy+8yR24MspsdwAAAAAMylVjs1Se5QABP6gBAAAAl9KSzrHEZ/sCAAAAAARZWg==',
  'base64',
);

describe('other ways to pack one file', () => {
  it.each([
    ['zst', zstdCompressSync(text)],
    ['zlib', deflateSync(text)],
    ['unknown', brotliCompressSync(text)],
  ])('%s is read', async (type, bytes) => {
    expect(await inspect(bytes)).toMatchObject({ type, inspected: true });
    expect(await foundIn(bytes)).toEqual(['individual-number at {"entry":[],"line":1}']);
  });

  it.each([
    ['bz2', bzip2],
    ['xz', xz],
  ])('%s is read', async (type, bytes) => {
    const report = await inspect(bytes);
    expect(report).toMatchObject({ type, inspected: true });
    expect(report.text).toBe('個人番号のお知らせ '.repeat(6));
  });

  it.each([
    ['a bomb of zst', zstdCompressSync(Buffer.alloc(20_000_000)), 'ratio'],
    ['half of bzip2', bzip2.subarray(0, 60), 'broken'],
    ['half of xz', xz.subarray(0, 60), 'broken'],
    ['half of lz4', Buffer.from('04224d184040c0ff', 'hex'), 'truncated'],
    ['bytes that are nothing', Buffer.from('00ff10fe22dd33cc44bb', 'hex'), 'unknown-format'],
  ])('is not clean: %s', async (_, bytes, why) => {
    expect(await inspect(bytes)).toMatchObject({ inspected: false, why });
  });

  it('is no zlib that begins with x^', async () => {
    expect(await inspect(Buffer.from('x^2 + y^2 = z^2'))).toMatchObject({
      type: 'text',
      inspected: true,
    });
  });
});
