import { expect, it } from 'vitest';
import { detectors } from '../../../shared/detection/detectors.ts';
import { findingKinds } from '../../../shared/detection/finding.ts';

/** What is compared with registered documents, and has no detector. */
const compared = ['registered-document'];

it('every kind of finding has its detector', () => {
  const found = [...detectors.map(({ kind }) => kind), ...compared];
  expect(found.sort()).toEqual([...findingKinds].sort());
});
