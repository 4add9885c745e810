import { expect, test } from 'vitest';
import { applyChanges } from '../../../../proxy/hub/policy/apply-changes.ts';
import { entryKey } from '../../../../proxy/hub/policy/entry-key.ts';
import type { Change } from '../../../../shared/protocol/policy-change.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const forms = { match: 'forms.example.jp', units: ['総務企画部'], reason: '電子申請' };
const list = {
  id: 'new',
  title: '新',
  action: 'allow' as const,
  owner: '課',
  reason: '理由',
  entries: [],
};

/** The lines that went and came. */
function changedLines(changes: Change[]): string {
  const { yaml, problems } = applyChanges(exampleYaml, changes);
  expect(problems).toEqual([]);
  policyOf(yaml);
  const before = exampleYaml.split('\n');
  const after = yaml.split('\n');
  const went = before.filter((line) => !after.includes(line)).map((line) => `-${line}`);
  const came = after.filter((line) => !before.includes(line)).map((line) => `+${line}`);
  return [...went, ...came].join('\n');
}

const rows: [string, Change[], string][] = [
  [
    'adds entries below the others',
    [
      {
        op: 'add-entries',
        list: 'public-bodies',
        entries: ['a.jp', { match: 'b.jp', units: ['教育委員会'], until: '2027-03-31' }],
      },
    ],
    '+        - a.jp\n+        - match: b.jp\n+          units: [教育委員会]\n+          until: 2027-03-31',
  ],
  [
    'adds the first entry of a list',
    [{ op: 'add-entries', list: 'stopped', entries: [{ match: 'a.jp' }] }],
    '-      entries: []\n+        - a.jp',
  ],
  [
    'removes an entry with the words about it',
    [{ op: 'remove-entries', list: 'public-bodies', keys: [entryKey(forms)] }],
    '-        # 電子申請のため\n-        - match: forms.example.jp\n-          units: [総務企画部]\n-          reason: 電子申請 # 毎年見直す',
  ],
  [
    'removes the first entry alone',
    [{ op: 'remove-entries', list: 'public-bodies', keys: [entryKey('go.jp')] }],
    '-        - go.jp',
  ],
  [
    'adds a list',
    [{ op: 'add-list', list }],
    '+    - id: new\n+      title: 新\n+      owner: 課\n+      reason: 理由',
  ],
  [
    'changes fields of a list and leaves its entries',
    [
      {
        op: 'update-list',
        list: 'stopped',
        fields: {
          title: '止める',
          action: 'warn',
          owner: '情報政策課',
          reason: '苦情',
          clause: '7-3-ウ',
        },
      },
    ],
    '-      title: 止めるもの\n-      action: block\n+      title: 止める\n+      action: warn\n+      clause: 7-3-ウ',
  ],
];
test.each(rows)('%s, and touches nothing else', (_, changes, expected) => {
  expect(changedLines(changes)).toBe(expected);
});

test('comments stay through every change', () => {
  const changes: Change[] = [
    { op: 'add-entries', list: 'public-bodies', entries: ['a.jp'] },
    { op: 'update-entry', list: 'public-bodies', key: entryKey(forms), entry: { match: 'f.jp' } },
    { op: 'remove-list', list: 'stopped' },
  ];
  const { yaml } = applyChanges(exampleYaml, changes);
  for (const comment of ['# 先頭の説明', '# 庁内', '# 国と自治体', '# 電子申請のため']) {
    expect(yaml).toContain(comment);
  }
  const [first, ...others] = policyOf(yaml).destinations.lists ?? [];
  expect(first?.entries).toEqual(['go.jp', 'f.jp', '127.0.0.1:8600', 'a.jp']);
  expect(others).toEqual([]);
});

test('what was typed as a whole stays as typed, and later changes come on top', () => {
  const typed = `${exampleYaml}\n# 末尾   の説明\n`;
  expect(applyChanges('version: 1', [{ op: 'replace', yaml: typed }]).yaml).toBe(typed);
  const then: Change = { op: 'remove-list', list: 'stopped' };
  const { yaml } = applyChanges('version: 1', [{ op: 'replace', yaml: typed }, then]);
  expect(policyOf(yaml).destinations.lists).toHaveLength(1);
});

test('a policy without lists gets its first one', () => {
  const bare = 'version: 1\ndestinations:\n  default: block # 既定\n';
  const { yaml } = applyChanges(bare, [{ op: 'add-list', list: { ...list, entries: ['a.jp'] } }]);
  expect(yaml).toMatch(/default: block # 既定\n {2}lists:\n {4}- id: new\n/);
});

const impossible: [string, Change][] = [
  ['a list that is not there', { op: 'add-entries', list: 'none', entries: ['a.jp'] }],
  ['a list that is there already', { op: 'add-list', list: { ...list, id: 'stopped' } }],
  ['a line that is gone', { op: 'remove-entries', list: 'stopped', keys: ['0'.repeat(16)] }],
  [
    'a line to change that is gone',
    { op: 'update-entry', list: 'stopped', key: 'x', entry: forms },
  ],
];
test.each(impossible)('says what it cannot do: %s', (_, change) => {
  const { problems } = applyChanges(exampleYaml, [change]);
  expect(problems).toEqual([
    expect.objectContaining({ severity: 'error', path: 'changes[0]', cure: expect.any(String) }),
  ]);
});
