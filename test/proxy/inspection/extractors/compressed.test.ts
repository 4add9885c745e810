import { gzipSync } from 'node:zlib';
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
