import { expect, test } from 'vitest';
import {
  entryOf,
  fieldsOf,
  overlayEntries,
  overlayLists,
} from '../../../../proxy/console/changes/overlay.ts';

const published = [
  { key: 'a', match: 'a.example' },
  { key: 'b', match: 'b.example', reason: '理由' },
  { key: 'c', match: 'c.example' },
];

test('shows additions first, then published entries with their edits and removals', () => {
  const shown = overlayEntries('list', published, [
    { op: 'remove-entries', list: 'list', keys: ['a'] },
    { op: 'update-entry', list: 'list', key: 'b', entry: { match: 'b2.example' } },
    { op: 'add-entries', list: 'list', entries: ['new.example'] },
    { op: 'add-entries', list: 'other', entries: ['elsewhere.example'] },
    { op: 'remove-entries', list: 'other', keys: ['c'] },
  ]);
  expect(shown).toEqual([
    { key: 'new:2:0', state: 'added', entry: { match: 'new.example' } },
    { key: 'a', state: 'removed', entry: { match: 'a.example' } },
    { key: 'b', state: 'changed', entry: { match: 'b2.example' } },
    { key: 'c', state: 'published', entry: { match: 'c.example' } },
  ]);
});

test('writes an entry with a match alone as one word, and reads it back', () => {
  expect(entryOf({ match: 'a.example' })).toBe('a.example');
  expect(entryOf({ match: 'a.example', reason: 'r' })).toEqual({ match: 'a.example', reason: 'r' });
  expect(fieldsOf('a.example')).toEqual({ match: 'a.example' });
});

test('counts the entries that lists will have', () => {
  const list = { id: 'x', title: 'X', action: 'allow' as const, owner: 'o', reason: 'r' };
  const other = { ...list, id: 'y', title: 'Y' };
  const shown = overlayLists(
    [
      { ...list, entries: 3, expiring: 1, feedState: null },
      { ...other, entries: 1, expiring: 0, feedState: null },
    ],
    [
      { op: 'add-entries', list: 'x', entries: ['a', 'b'] },
      { op: 'remove-entries', list: 'x', keys: ['k'] },
      { op: 'remove-list', list: 'y' },
      { op: 'add-list', list: { ...list, id: 'z', entries: ['c'] } },
      { op: 'add-entries', list: 'z', entries: ['d'] },
      { op: 'add-entries', list: 'gone', entries: ['e'] },
    ],
  );
  // What is sent back as the list's settings has nothing beside them.
  expect(shown[0]?.list).toEqual(list);
  expect(shown.map(({ list: { id }, state, entries }) => [id, state, entries])).toEqual([
    ['x', 'changed', 4],
    ['y', 'removed', 1],
    ['z', 'added', 2],
  ]);
});
