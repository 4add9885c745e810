import { expect, test } from 'vitest';
import { classify } from '../../../shared/classification/classify.ts';
import { nothingClassified } from '../../../shared/policy/nothing-classified.ts';

test('no finding makes a level', () => {
  const found = {
    kind: 'mark',
    count: 1,
    confidence: 1,
    place: {},
    masked: '秘',
    mark: '秘',
  } as const;
  expect(classify([found], nothingClassified.levelOf, nothingClassified).level).toBeNull();
});
