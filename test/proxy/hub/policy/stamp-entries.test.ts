import { expect, test } from 'vitest';
import { stampEntries } from '../../../../proxy/hub/policy/stamp-entries.ts';
import type { Change } from '../../../../shared/protocol/policy-change.ts';

const stamp = { addedBy: 'sato', addedAt: '2026-11-29' };
const list = { id: 'l', title: 'L', action: 'allow' as const, owner: 'o', reason: 'r' };

test.each<[string, Change, Change]>([
  [
    'new lines of a list say who and when',
    { op: 'add-entries', list: 'l', entries: ['a.jp', { match: 'b.jp', note: 'n' }] },
    {
      ...{ op: 'add-entries', list: 'l' },
      entries: [
        { match: 'a.jp', ...stamp },
        { match: 'b.jp', note: 'n', ...stamp },
      ],
    },
  ],
  [
    'lines of a new list as well',
    { op: 'add-list', list: { ...list, entries: ['a.jp'] } },
    { op: 'add-list', list: { ...list, entries: [{ match: 'a.jp', ...stamp }] } },
  ],
  [
    'a line that says it already is left alone',
    { op: 'add-entries', list: 'l', entries: [{ match: 'a.jp', addedBy: 'mori' }] },
    { op: 'add-entries', list: 'l', entries: [{ match: 'a.jp', addedBy: 'mori' }] },
  ],
  [
    'an edited line is not new',
    { op: 'update-entry', list: 'l', key: 'k', entry: { match: 'a.jp' } },
    { op: 'update-entry', list: 'l', key: 'k', entry: { match: 'a.jp' } },
  ],
  [
    'what was typed as a whole stays as typed',
    { op: 'replace', yaml: 'x' },
    { op: 'replace', yaml: 'x' },
  ],
])('%s', (_, change, expected) => {
  const stamped = stampEntries([change], 'sato', '2026-11-29');
  expect(stamped).toEqual([expected]);
  expect(stampEntries(stamped, 'mori', '2027-01-01')).toEqual([expected]);
});
