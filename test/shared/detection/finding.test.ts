import { expect, it } from 'vitest';
import { detectors } from '../../../shared/detection/detectors.ts';
import { findingKinds } from '../../../shared/detection/finding.ts';

it('every kind of finding has its detector', () => {
  expect(detectors.map(({ kind }) => kind).sort()).toEqual([...findingKinds].sort());
});
