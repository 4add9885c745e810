import { expect, test } from 'vitest';
import { entryKey } from '../../../../proxy/hub/policy/entry-key.ts';
import { findConflicts } from '../../../../proxy/hub/policy/rebase-changes.ts';
import type { Change } from '../../../../shared/protocol/policy-change.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const list = 'public-bodies';
const key = entryKey('go.jp');
const add: Change = { op: 'add-entries', list, entries: ['a.jp'] };
const edit: Change = { op: 'update-entry', list, key, entry: { match: 'go.jp', note: 'n' } };
const remove: Change = { op: 'remove-entries', list, keys: [key] };
const fields = { title: 'T', action: 'allow', owner: 'o', reason: 'r' } as const;
const newList: Change = { op: 'add-list', list: { ...fields, id: 'new', entries: [] } };
const setList: Change = { op: 'update-list', list, fields };
const dropList: Change = { op: 'remove-list', list };
const whole: Change = { op: 'replace', yaml: 'x' };

/** What others did meanwhile, as a change of the text. */
const lineMore = (yaml: string) => yaml.replace('- go.jp', '- go.jp\n        - lg.jp');
const lineLess = (yaml: string) => yaml.replace('        - go.jp\n', '');
const lineEdited = (yaml: string) => yaml.replace('- go.jp', '- { match: go.jp, note: x }');
const nowBlocks = (yaml: string) => yaml.replace('action: allow', 'action: block');
const listGone = (yaml: string) => yaml.replace('id: public-bodies', 'id: others');
const listCame = (yaml: string) => yaml.replace('id: stopped', 'id: new');
const modeChanged = (yaml: string) => yaml.replace('mode: enforce', 'mode: observe');

test.each<[string, Change[], (yaml: string) => string, string[]]>([
  ['a new line fits beside another new line', [add], lineMore, []],
  ['an edit fits beside another line', [edit], lineMore, []],
  ['a removal fits beside another line', [remove], lineMore, []],
  ['everything fits beside another mode', [add, edit, setList, dropList], modeChanged, []],
  ['an edit of a line that is gone', [edit], lineLess, ['public-bodies/go.jp']],
  ['an edit of a line that was edited', [edit], lineEdited, ['public-bodies/go.jp']],
  ['a removal of a line that is gone', [remove], lineLess, ['public-bodies/go.jp']],
  ['a new line of a list that now blocks', [add], nowBlocks, [list]],
  ['a new line of a list that is gone', [add], listGone, [list]],
  ['the fields of a list that were changed', [setList], nowBlocks, [list]],
  ['the removal of a list that has grown', [dropList], lineMore, [list]],
  ['a new list whose id is taken', [newList], listCame, ['new']],
  ['lines of the own new list fit', [newList, { ...add, list: 'new' }], lineMore, []],
  ['a whole document', [whole], lineMore, ['*']],
  ['a whole document, where only a comment changed', [whole], (yaml) => `${yaml}# x\n`, []],
])('%s', (_, changes, others, expected) => {
  const before = policyOf(exampleYaml);
  const after = others(exampleYaml);
  expect(after).not.toBe(exampleYaml);
  expect(findConflicts(before, policyOf(after), changes)).toEqual(expected);
});
