import fc from 'fast-check';
import { expect, it } from 'vitest';
import { offsetMap } from '../../../shared/detection/offset-map.ts';

it('is the same offset where nothing was taken out', () => {
  const origin = offsetMap([], []);
  expect([0, 1, 99].map(origin)).toEqual([0, 1, 99]);
});

it('finds each character that stayed, whatever was taken out', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (stays) => {
      const at: number[] = [];
      const ahead: number[] = [];
      const kept: number[] = [];
      for (const [index, each] of stays.entries()) {
        if (each) kept.push(index);
        else {
          at.push(kept.length);
          ahead.push(index + 1 - kept.length);
        }
      }
      const origin = offsetMap(at, ahead);
      expect(kept.map((_, index) => origin(index))).toEqual(kept);
    }),
  );
});
