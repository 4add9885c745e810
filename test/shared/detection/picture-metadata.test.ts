import { expect, it } from 'vitest';
import { sortedMetadata } from '../../../shared/detection/picture-metadata.ts';

it('names each kind once, the position first', () => {
  expect(sortedMetadata(['serial', 'position', 'serial'])).toEqual(['position', 'serial']);
});
