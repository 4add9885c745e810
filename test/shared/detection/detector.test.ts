import { expect, it } from 'vitest';
import { bounded } from '../../../shared/detection/detector.ts';

it.each([
  [0.1 + 0.2, 0.3],
  [1.4, 0.99],
  [-0.2, 0],
])('a confidence of %d is %d', (sum, confidence) => {
  expect(bounded(sum)).toBe(confidence);
});
