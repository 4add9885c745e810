import { createGunzip, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflate, inflateWhole } from '../../../proxy/inspection/inflate.ts';
import { createBudget, defaultLimits, type Limits } from '../../../proxy/inspection/limits.ts';
import { utf8 } from './build-documents.ts';

const inflated = (bytes: Uint8Array, limits: Partial<Limits> = {}) =>
  inflate(
    bytes,
    createGunzip(),
    createBudget({ ...defaultLimits, ...limits }, () => 0),
  );

describe('what is compressed', () => {
  it('is inflated', async () => {
    expect(Buffer.from(await inflated(gzipSync('a'.repeat(100_000)))).length).toBe(100_000);
  });

  it.each<[string, Uint8Array, Partial<Limits>, string]>([
    ['a bomb', gzipSync(Buffer.alloc(20_000_000)), {}, 'ratio'],
    ['more than one entry may be', gzipSync('a'.repeat(100)), { bytesOfEntry: 99 }, 'too-large'],
    ['more than all may be', gzipSync('a'.repeat(100)), { bytesOut: 99 }, 'too-large'],
    ['a piece', gzipSync('abc').subarray(0, 20), {}, 'truncated'],
    ['nothing at all', new Uint8Array(), {}, 'truncated'],
    ['something else', utf8('abcdefghijkl'), {}, 'broken'],
  ])('ends with its reason: %s', async (_, bytes, limits, why) => {
    await expect(inflated(bytes, limits)).rejects.toMatchObject({ why });
  });
});

describe('what is deflated, in one go', () => {
  const packed = deflateRawSync('a'.repeat(100_000));
  const whole = (bytes: Uint8Array, size: number, limits: Partial<Limits> = {}) =>
    inflateWhole(
      bytes,
      size,
      createBudget({ ...defaultLimits, ...limits }, () => 0),
    );

  it('is inflated', () => {
    expect(Buffer.from(whole(packed, 100_000)).toString()).toBe('a'.repeat(100_000));
    expect(whole(deflateRawSync(''), 0)).toHaveLength(0);
  });

  it.each<[string, Uint8Array, number, Partial<Limits>, string]>([
    ['a bomb', deflateRawSync(Buffer.alloc(20_000_000)), 20_000_000, {}, 'ratio'],
    ['one byte over its proportion', packed, 100_000, { ratio: 1, ratioFrom: 99_999 }, 'ratio'],
    ['more than one entry may be', packed, 100_000, { bytesOfEntry: 99_998 }, 'too-large'],
    ['more than all may be', packed, 100_000, { bytesOut: 99 }, 'too-large'],
    ['more than its header says', packed, 99_999, {}, 'broken'],
    ['much more than its header says', packed, 3, {}, 'broken'],
    ['less than its header says', packed, 100_001, {}, 'broken'],
    ['a piece', packed.subarray(0, 20), 100_000, {}, 'broken'],
    ['something behind its end', Buffer.concat([packed, utf8('a')]), 100_000, {}, 'broken'],
    ['something else', utf8('abcdefghijkl'), 100, {}, 'broken'],
  ])('ends with its reason: %s', (_, bytes, size, limits, why) => {
    expect(() => whole(bytes, size, limits)).toThrow(expect.objectContaining({ why }));
  });
});
