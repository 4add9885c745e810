import { describe, expect, it } from 'vitest';
import { readGif } from '../../../../proxy/inspection/pictures/gif.ts';
import { notice } from '../build-pictures.ts';

const comment = Buffer.from('\x21\xfe\x06notice\0', 'latin1');
const body = () => notice('gif').subarray(0, -1);
const trailer = Uint8Array.of(0x3b);

describe('gif', () => {
  it('has a size and an end', () => {
    const { length } = notice('gif');
    const longer = Buffer.concat([notice('gif'), Buffer.from('more')]);
    expect(readGif(longer)).toMatchObject({ width: 480, height: 140, hasMore: false, end: length });
  });

  it('has its comments read', () => {
    const { words } = readGif(Buffer.concat([body(), comment, trailer]));
    expect(words.map((each) => Buffer.from(each).toString())).toContain('notice');
  });

  it('of several pictures tells so', () => {
    const tiny = Buffer.from('\x2c\0\0\0\0\x01\0\x01\0\0\x02\x01\x44\0', 'latin1');
    expect(readGif(Buffer.concat([body(), tiny, trailer])).hasMore).toBe(true);
  });

  it.each([10, 500, 7000])('that is cut after %d bytes is truncated', (length) => {
    expect(() => readGif(notice('gif').subarray(0, length))).toThrow('truncated');
  });

  it('with other blocks is broken', () => {
    expect(() => readGif(Buffer.concat([body(), Buffer.from('other')]))).toThrow('broken');
  });
});
