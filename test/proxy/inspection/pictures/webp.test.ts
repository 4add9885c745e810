import { describe, expect, it } from 'vitest';
import { readWebp } from '../../../../proxy/inspection/pictures/webp.ts';
import { notice } from '../build-pictures.ts';

const chunk = (name: string, data: Uint8Array) => {
  const head = Buffer.from(`${name}\0\0\0\0`);
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data]);
};
const fileOf = (...chunks: Uint8Array[]) =>
  chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));

describe('webp', () => {
  it('has a size and an end', () => {
    const webp = notice('webp');
    const longer = Buffer.concat([webp, Buffer.from('more')]);
    expect(readWebp(longer)).toMatchObject({ width: 480, height: 140, end: webp.length });
  });

  it.each([
    ['VP8X', [0, 0, 0, 0, 99, 0, 0, 49, 0, 0], [100, 50]],
    ['VP8L', [0x2f, 99, 0x40, 0x0c, 0, 0, 0, 0, 0, 0], [100, 50]],
  ])('says its size in %s', (name, data, size) => {
    const { width, height } = readWebp(fileOf(chunk(name, Buffer.from(data))));
    expect([width, height]).toEqual(size);
  });

  it('that moves tells so', () => {
    const facts = readWebp(fileOf(chunk('VP8X', Buffer.alloc(10)), chunk('ANIM', Buffer.alloc(6))));
    expect(facts.hasMore).toBe(true);
  });

  it.each([20, 3000])('that is cut after %d bytes is truncated', (length) => {
    expect(() => readWebp(notice('webp').subarray(0, length))).toThrow('truncated');
  });
});
