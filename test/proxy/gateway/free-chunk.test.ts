import { expect, test } from 'vitest';
import { freeChunk } from '../../../proxy/gateway/free-chunk.ts';

test('frees what is all of its memory, and leaves what is shared or small', () => {
  const own = Buffer.from(new ArrayBuffer(8_192));
  const shared = Buffer.from(new ArrayBuffer(16_384), 0, 8_192);
  const small = Buffer.from(new ArrayBuffer(100));
  for (const chunk of [own, shared, small]) freeChunk(chunk);
  expect([own.length, shared.length, small.length]).toEqual([0, 8_192, 100]);
});
