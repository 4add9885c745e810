import { expect, test } from 'vitest';
import { rebase } from '../../../../proxy/console/changes/rebase.ts';
import type { Change } from '../../../../shared/protocol/policy-change.ts';

const keys = new Map<string, ReadonlySet<string> | null>([
  ['a', new Set(['kept'])],
  ['gone', null],
]);

const rows: [string, Change, Change[], { conflicts: number; alreadyGone: number }][] = [
  [
    'keeps additions as they are',
    { op: 'add-entries', list: 'a', entries: ['x'] },
    [{ op: 'add-entries', list: 'a', entries: ['x'] }],
    { conflicts: 0, alreadyGone: 0 },
  ],
  [
    'keeps the edit of an entry that is still the same',
    { op: 'update-entry', list: 'a', key: 'kept', entry: { match: 'x' } },
    [{ op: 'update-entry', list: 'a', key: 'kept', entry: { match: 'x' } }],
    { conflicts: 0, alreadyGone: 0 },
  ],
  [
    'puts aside the edit of an entry that somebody else changed',
    { op: 'update-entry', list: 'a', key: 'changed', entry: { match: 'x' } },
    [],
    { conflicts: 1, alreadyGone: 0 },
  ],
  [
    'does not remove again what is gone',
    { op: 'remove-entries', list: 'a', keys: ['kept', 'changed'] },
    [{ op: 'remove-entries', list: 'a', keys: ['kept'] }],
    { conflicts: 0, alreadyGone: 1 },
  ],
  [
    'drops a removal of which nothing is left',
    { op: 'remove-entries', list: 'gone', keys: ['kept'] },
    [],
    { conflicts: 0, alreadyGone: 1 },
  ],
  [
    'drops the removal of a list that is gone',
    { op: 'remove-list', list: 'gone' },
    [],
    { conflicts: 0, alreadyGone: 1 },
  ],
];

test.each(rows)('%s', (_name, change, expected, counted) => {
  const result = rebase({ base: 1, changes: [change] }, 5, keys);
  expect(result.set).toEqual({ base: 5, changes: expected });
  expect(result.conflicts).toHaveLength(counted.conflicts);
  expect(result.alreadyGone).toBe(counted.alreadyGone);
});
