import { createGunzip, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../proxy/inspection/inflate.ts';
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
