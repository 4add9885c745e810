import { describe, expect, it } from 'vitest';
import { readJpeg } from '../../../../proxy/inspection/pictures/jpeg.ts';
import { notice } from '../build-pictures.ts';

const turned = Buffer.from(
  '\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0',
  'latin1',
);

describe('jpeg', () => {
  it('has a size and an end', () => {
    const jpeg = notice('jpg');
    const longer = Buffer.concat([jpeg, Buffer.from('more')]);
    expect(readJpeg(longer)).toMatchObject({ width: 480, height: 140, turn: 1, end: jpeg.length });
  });

  it('says how it was held', () => {
    const jpeg = notice('jpg');
    const bytes = Buffer.concat([jpeg.subarray(0, 2), turned, jpeg.subarray(2)]);
    expect(readJpeg(bytes).turn).toBe(6);
  });

  it.each([2, 100, 5000])('that is cut after %d bytes is truncated', (length) => {
    expect(() => readJpeg(notice('jpg').subarray(0, length))).toThrow('truncated');
  });

  it('that is no row of segments is broken', () => {
    expect(() => readJpeg(Buffer.from('\xff\xd8\xff\xe0\0\x02nothing', 'latin1'))).toThrow(
      'broken',
    );
  });
});
