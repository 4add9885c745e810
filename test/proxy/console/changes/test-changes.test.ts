import { describe, expect, test } from 'vitest';
import { countChanges, dropChange, nothing } from '../../../../proxy/console/changes/change-set.ts';
import {
  addTest,
  canonicalTest,
  dropTest,
  isThere,
  removeTest,
  restoreTest,
  shownTests,
} from '../../../../proxy/console/changes/test-changes.ts';

const one = { url: 'https://a.example/', expect: 'allow' } as const;
const two = { url: 'https://b.example/', expect: 'block', user: 'tanaka' } as const;
const result = { passed: true, action: 'allow', reason: 'entry', rule: 'a/a.example' } as const;
const published = [{ ...one, ...result, key: 'k1' }];

describe('examples among the unpublished changes', () => {
  test('stand in one change, and it goes with the last of them', () => {
    const some = removeTest(addTest(nothing(3), two), 'k1');
    expect(some.changes).toEqual([{ op: 'change-tests', added: [two], removed: ['k1'] }]);
    expect(countChanges(some.changes)).toBe(2);
    const less = restoreTest(some, 'k1');
    expect(countChanges(less.changes)).toBe(1);
    expect(dropTest(less, 0).changes).toEqual([]);
    expect(dropChange(some, 0).changes).toEqual([]);
    expect(removeTest(removeTest(nothing(3), 'k1'), 'k1').changes).toEqual([
      { op: 'change-tests', added: [], removed: ['k1'] },
    ]);
  });

  test('are laid over those published', () => {
    const set = removeTest(addTest(nothing(3), two), 'k1');
    expect(shownTests(published, set)).toEqual([
      { key: 'k1', state: 'removed', test: one, result },
      { key: 'new:0', state: 'added', test: two, result: null },
    ]);
    expect(shownTests(published, nothing(3)).map(({ state }) => state)).toEqual(['published']);
  });

  test('are not asked twice', () => {
    const set = addTest(nothing(3), two);
    expect(isThere(published, set, { ...one, expect: 'block' })).toBe(true);
    expect(isThere(published, set, two)).toBe(true);
    expect(isThere(published, set, { ...two, user: 'suzuki' })).toBe(false);
    expect(isThere(published, removeTest(set, 'k1'), one)).toBe(false);
  });

  test('say only what was said', () => {
    const asked = { url: 'https://a.example/', expect: 'allow', user: null, unit: '', at: null };
    expect(canonicalTest(asked)).toEqual(one);
    const at = '2026-11-24T01:00:00.000Z';
    expect(
      canonicalTest({ ...asked, user: 'tanaka', unit: '総務', at, why: ' 電子申請 ' }),
    ).toEqual({
      ...one,
      user: 'tanaka',
      unit: '総務',
      at,
      why: '電子申請',
    });
  });
});
