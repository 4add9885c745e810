import { expect, it } from 'vitest';
import { municipalityBefore } from '../../../shared/detection/municipalities.ts';

it.each([
  ['秋田県横手市', 3],
  ['いちき串木野市', 7],
  ['札幌市北区', 2],
  ['三戸郡南部町', 3],
  ['都市', 0],
  ['各市町村', 0],
  ['市', 0],
])('ends in a municipality: %s (%i characters)', (text, length) => {
  expect(municipalityBefore(text, text.length)).toBe(length);
});
