import { describe, expect, it } from 'vitest';
import { readPng } from '../../../../proxy/inspection/pictures/png.ts';
import { notice } from '../build-pictures.ts';

describe('png', () => {
  it('has a size and an end', () => {
    const png = notice('png');
    const longer = Buffer.concat([png, Buffer.from('more')]);
    expect(readPng(longer)).toMatchObject({ width: 480, height: 140, end: png.length });
  });

  it.each([20, 40, 5000])('that is cut after %d bytes is truncated', (length) => {
    expect(() => readPng(notice('png').subarray(0, length))).toThrow('truncated');
  });
});
