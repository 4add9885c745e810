import { describe, expect, it } from 'vitest';
import {
  familyForm,
  formOf,
  joinedForm,
  mayBeginWithRole,
  rememberRuns,
} from '../../../shared/detection/name-runs.ts';

describe('a run of kanji', () => {
  it.each([
    ['世帯主山崎昭一', 3, '山崎昭一'],
    ['佐藤様', 0, '佐藤'],
    ['横手市', 0, null],
    ['工事補助金業務', 0, null],
    ['様', 0, null],
  ])('has its role and its name: %s', (run, role, name) => {
    const factsOf = rememberRuns();
    expect(factsOf(run)).toMatchObject({ role, name });
    expect(factsOf(run)).toBe(factsOf(run));
  });

  it('is remembered as long as there is room', () => {
    const factsOf = rememberRuns();
    for (let at = 0; at < 10_000; at++) factsOf(`${at}`);
    expect(factsOf('山崎')).not.toBe(factsOf('山崎'));
    expect(factsOf('山崎')).toEqual(factsOf('山崎'));
  });
});

describe('how usual a name is', () => {
  it('is more where both parts are known', () => {
    expect(joinedForm('山崎昭一', false)).toBeGreaterThan(joinedForm('柿崎善次', true));
    expect(joinedForm('審査中', false)).toBe(0);
    expect(formOf(2, 0)).toBe(0);
    expect(formOf(2, 2)).toBeGreaterThan(formOf(1, 2));
  });

  it('knows family names, and with what roles begin', () => {
    expect(['山崎', '審査'].map(familyForm)).toEqual([2, 0]);
    expect([...'世山'].map((each) => mayBeginWithRole(each.charCodeAt(0)))).toEqual([true, false]);
  });
});
