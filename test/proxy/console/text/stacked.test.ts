import { expect, test } from 'vitest';
import { stacked } from '../../../../proxy/console/text/stacked.ts';

test('puts allowed on warned on blocked', () => {
  expect(stacked({ labels: ['0', '1'], allow: [5, 0], warn: [1, 0], block: [2, 3] })).toEqual({
    block: [2, 3],
    warn: [3, 3],
    allow: [8, 3],
  });
});
