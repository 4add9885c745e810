import { expect, test } from 'vitest';
import { compileLists, compilePeople, plainEntry } from '../../../shared/policy/compile-lists.ts';

test('an entry takes from its list what it does not say itself', () => {
  const list = {
    id: 'one',
    action: 'allow',
    owner: '課',
    reason: '業務',
    clause: '7',
    units: ['A'],
  } as const;
  const entries = [
    ...compileLists([
      {
        ...list,
        entries: [
          'a.jp',
          {
            match: 'b.jp',
            action: 'block',
            owner: '係',
            reason: '危険',
            clause: '8',
            users: ['x'],
          },
        ],
      },
    ]),
  ];
  expect(
    entries.map(({ rule, action, owner, reason, clause, scopes }) => [
      rule,
      action,
      owner,
      reason,
      clause,
      scopes.length,
    ]),
  ).toEqual([
    ['one/a.jp', 'allow', '課', '業務', '7', 1],
    ['one/b.jp', 'block', '係', '危険', '8', 2],
  ]);
});

test('no users means that everybody is let in', () => {
  expect(compilePeople(undefined)).toBeNull();
  expect(compilePeople([])).toBeNull();
  expect(compilePeople([{ id: 'a', unit: 'A', until: '2027-03-31' }])?.get('a')).toEqual({
    unit: 'A',
    from: Number.NEGATIVE_INFINITY,
    until: Date.parse('2027-04-01T00:00:00+09:00'),
  });
});

test('an entry that the check refuses is a bug here', () => {
  expect(() => plainEntry('a..b', 'allow', 'here')).toThrow('here: a..b');
});
