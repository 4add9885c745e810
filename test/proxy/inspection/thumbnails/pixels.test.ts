import { expect, test } from 'vitest';
import { onWhite, upright } from '../../../../proxy/inspection/thumbnails/pixels.ts';

const rgbaOf = (values: readonly number[]) =>
  Uint8Array.from(values.flatMap((value) => [value, value, value, 255]));
const valuesOf = (rgba: Uint8Array) => [...rgba].filter((_, at) => at % 4 === 0);

/** 1 2 3 above 4 5 6. */
const wide = { width: 3, height: 2, rgba: rgbaOf([1, 2, 3, 4, 5, 6]) };

test.each([
  [1, 3, 2, [1, 2, 3, 4, 5, 6]],
  [3, 3, 2, [6, 5, 4, 3, 2, 1]],
  // The camera lay on its left: what was written as the first row stands on the right.
  [6, 2, 3, [4, 1, 5, 2, 6, 3]],
  [8, 2, 3, [3, 6, 2, 5, 1, 4]],
] as const)('orientation %i is undone', (turn, width, height, values) => {
  const turned = upright(wide, turn);
  expect([turned.width, turned.height, valuesOf(turned.rgba)]).toEqual([width, height, values]);
});

test.each([
  [
    [10, 20, 30, 255],
    [10, 20, 30, 255],
  ],
  [
    [10, 20, 30, 0],
    [255, 255, 255, 255],
  ],
  [
    [0, 100, 255, 51],
    [204, 224, 255, 255],
  ],
])('%j shows on white as %j', (rgba, shown) => {
  const one = onWhite({ width: 1, height: 1, rgba: Uint8Array.from(rgba) });
  expect([...one.rgba]).toEqual(shown);
});
