import { describe, expect, test } from 'vitest';
import {
  addEntries,
  addList,
  type ChangeSet,
  countChanges,
  dropChange,
  nothing,
  removeEntries,
  removeList,
  replaceDocument,
  replacesAll,
  restoreEntry,
  updateEntry,
  updateList,
} from '../../../../proxy/console/changes/change-set.ts';

const list = {
  id: 'new',
  title: '新しい',
  action: 'allow' as const,
  owner: '情報政策課',
  reason: '試験',
  entries: [],
};
const { id: _, entries: __, ...fields } = list;

const rows: [string, (set: ChangeSet) => ChangeSet, ChangeSet['changes']][] = [
  [
    'gathers additions to one list in one change',
    (set) => addEntries(addEntries(set, 'a', ['x.example']), 'a', [{ match: 'y.example' }]),
    [{ op: 'add-entries', list: 'a', entries: ['x.example', { match: 'y.example' }] }],
  ],
  [
    'keeps additions to two lists apart',
    (set) => addEntries(addEntries(set, 'a', ['x.example']), 'b', ['y.example']),
    [
      { op: 'add-entries', list: 'a', entries: ['x.example'] },
      { op: 'add-entries', list: 'b', entries: ['y.example'] },
    ],
  ],
  [
    'edits an entry that was only just added where it stands',
    (set) => updateEntry(addEntries(set, 'a', ['x', 'y']), 'a', 'new:0:1', { match: 'z' }),
    [{ op: 'add-entries', list: 'a', entries: ['x', { match: 'z' }] }],
  ],
  [
    'keeps the last of two edits of one entry',
    (set) => updateEntry(updateEntry(set, 'a', 'k', { match: '1' }), 'a', 'k', { match: '2' }),
    [{ op: 'update-entry', list: 'a', key: 'k', entry: { match: '2' } }],
  ],
  [
    'forgets an added entry that is removed, and the change with its last one',
    (set) => removeEntries(addEntries(set, 'a', ['x']), 'a', ['new:0:0']),
    [],
  ],
  [
    'forgets the edit of an entry that is removed',
    (set) => removeEntries(updateEntry(set, 'a', 'k', { match: '1' }), 'a', ['k']),
    [{ op: 'remove-entries', list: 'a', keys: ['k'] }],
  ],
  [
    'removes added and published entries at once, each key once',
    (set) =>
      removeEntries(removeEntries(addEntries(set, 'a', ['x', 'y']), 'a', ['k']), 'a', [
        'k',
        'l',
        'new:0:0',
      ]),
    [
      { op: 'add-entries', list: 'a', entries: ['y'] },
      { op: 'remove-entries', list: 'a', keys: ['k', 'l'] },
    ],
  ],
  [
    'takes back one of two removals',
    (set) => restoreEntry(removeEntries(set, 'a', ['k', 'l']), 'a', 'k'),
    [{ op: 'remove-entries', list: 'a', keys: ['l'] }],
  ],
  [
    'takes back an edit',
    (set) => restoreEntry(updateEntry(set, 'a', 'k', { match: '1' }), 'a', 'k'),
    [],
  ],
  [
    'does not take back what belongs to another list',
    (set) => restoreEntry(removeEntries(set, 'b', ['k']), 'a', 'k'),
    [{ op: 'remove-entries', list: 'b', keys: ['k'] }],
  ],
  [
    'changes the settings of a new list inside its addition',
    (set) => updateList(addList(set, list), 'new', { ...fields, title: '別名' }),
    [{ op: 'add-list', list: { ...list, title: '別名' } }],
  ],
  [
    'changes the settings of a published list once',
    (set) => updateList(updateList(set, 'a', fields), 'a', { ...fields, action: 'block' as const }),
    [{ op: 'update-list', list: 'a', fields: { ...fields, action: 'block' } }],
  ],
  [
    'forgets a new list with its entries when it is removed',
    (set) => removeList(addEntries(addList(set, list), 'new', ['x']), 'new'),
    [],
  ],
  [
    'removes a published list and whatever was done in it',
    (set) => removeList(addEntries(set, 'a', ['x']), 'a'),
    [{ op: 'remove-list', list: 'a' }],
  ],
  [
    'drops a new list together with the entries for it',
    (set) => dropChange(addEntries(addList(set, list), 'new', ['x']), 0),
    [],
  ],
  [
    'lets a whole document stand alone',
    (set) => replaceDocument(addEntries(set, 'a', ['x']), 'version: 1'),
    [{ op: 'replace', yaml: 'version: 1' }],
  ],
];

describe('change set', () => {
  test.each(rows)('%s', (_name, change, expected) => {
    const set = change(nothing(7));
    expect(set.changes).toEqual(expected);
    expect(set.base).toBe(7);
  });

  test('counts entries and lists, not calls', () => {
    const { changes } = removeEntries(addEntries(addList(nothing(1), list), 'a', ['x', 'y']), 'a', [
      'k',
    ]);
    expect(countChanges(changes)).toBe(4);
  });

  test('knows when the whole document is replaced', () => {
    expect(replacesAll(replaceDocument(nothing(1), '').changes)).toBe(true);
    expect(replacesAll(addEntries(nothing(1), 'a', ['x']).changes)).toBe(false);
  });
});
