import { expect, test } from 'vitest';
import { tablePart, textPart } from '../../../../shared/detection/part.ts';
import { gramsOf } from '../../../support/registered-documents.ts';

const text = '庁内の監視装置と認証装置の配置は、この図に示すところによるものとする。';

test('letters are counted as they are read', () => {
  expect(gramsOf([textPart('第１章　概要。')]).letters).toBe(5);
});

test('a fingerprint that stands there twice is kept once', () => {
  const once = gramsOf([textPart(text)]).grams.length;
  const twice = gramsOf([textPart(text, { page: 1 }), textPart(text, { corner: 'notes' })]).grams;
  expect(twice.length).toBe(once);
});

test('every fingerprint where it is asked for', () => {
  const { grams, letters } = gramsOf([textPart(text)], undefined, true);
  expect(grams.length / 2).toBe(letters - 11);
});

test('cells follow each other row by row', () => {
  const [first, second] = [text.slice(0, 17), text.slice(17)];
  expect(gramsOf([tablePart([[first], [second]])]).grams).toEqual(gramsOf([textPart(text)]).grams);
});

test('what is too short leaves nothing', () => {
  expect(gramsOf([textPart('図')]).grams.length).toBe(0);
});
