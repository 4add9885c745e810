import { describe, expect, it } from 'vitest';
import { readBmp } from '../../../../proxy/inspection/pictures/bmp.ts';
import { blankPixels, bmpOf } from '../build-pictures.ts';

describe('bmp', () => {
  it('has a size, whichever way up its lines stand', () => {
    const bytes = Buffer.from(bmpOf(blankPixels(30, 20)));
    expect(readBmp(bytes)).toMatchObject({ width: 30, height: 20, end: null });
    bytes.writeInt32LE(-20, 22);
    expect(readBmp(bytes).height).toBe(20);
  });

  it('that is cut is truncated', () => {
    expect(() => readBmp(bmpOf(blankPixels(3, 2)).subarray(0, 20))).toThrow('truncated');
  });
});
