import { expect, test } from 'vitest';
import { meanFilter, newCodec } from '../../../../proxy/inspection/thumbnails/picture-codec.ts';
import { drawnPng } from './build-drawn.ts';

test('one that panics spoils no other', () => {
  const png = drawnPng(40, 30);
  const spoilt = newCodec();
  expect(() => spoilt.PhotonImage.new_from_byteslice(png.subarray(0, 60))).toThrow();
  const { PhotonImage, resize } = newCodec();
  const picture = resize(PhotonImage.new_from_byteslice(png), 20, 15, meanFilter);
  expect([picture.get_width(), picture.get_height()]).toEqual([20, 15]);
  expect(picture.get_raw_pixels()).toHaveLength(20 * 15 * 4);
});
