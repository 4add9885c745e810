import { expect, it } from 'vitest';
import { rarerReadings, rarerSurnames } from '../../../shared/detection/surname-list.ts';

it('holds family names in kanji, and readings in katakana', () => {
  expect(rarerSurnames.size).toBeGreaterThan(1000);
  expect([...rarerSurnames].filter((name) => !/^[\p{Script=Han}々]{1,4}$/u.test(name))).toEqual([]);
  expect(rarerReadings.filter((name) => !/^[ァ-ヶー]{2,7}$/.test(name))).toEqual([]);
});
