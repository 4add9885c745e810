import { expect, test } from 'vitest';
import {
  checkExceptions,
  checkLists,
  checkWithoutCredential,
} from '../../../shared/policy/check-entries.ts';
import { placeText } from '../../../shared/policy/finding.ts';
import type { Entry, Policy } from '../../../shared/policy/schema.ts';

function policy(action: 'allow' | 'block', entries: Entry[], except: string[] = []): Policy {
  return {
    version: 1,
    organization: { name: '市' },
    mode: 'enforce',
    zones: { closed: [] },
    destinations: {
      default: 'block',
      lists: [{ id: 'a', title: 't', action, owner: 'o', reason: 'r', entries }],
    },
    intercept: { except: except.map((match) => ({ match, reason: 'r' })) },
  };
}
const known = { units: new Set<string>(), users: new Set<string>() };

test.each([
  ['allow', 'example.jp', null],
  ['allow', '*', 'error'],
  ['allow', '*/path', 'error'],
  ['allow', '*:8080', 'error'],
  ['allow', 'https:*', 'error'],
  ['allow', 'glob:**', 'error'],
  ['allow', 'glob:*.jp', 'error'],
  ['allow', 'glob:example.*', 'error'],
  ['allow', 'jp', 'error'],
  ['allow', '.jp', null],
  ['allow', 'co.jp', 'warning'],
  ['allow', 'go.jp', null],
  ['allow', 'intra', null],
  ['block', '*', null],
  ['block', 'zip', null],
  ['block', 'a..b', 'error'],
  ['block', 'file:///x', 'error'],
  ['block', 'gopher://example.jp', 'error'],
  ['block', 'example.jp/*.exe', 'warning'],
  ['block', 'glob:example.jp/*.exe', null],
] as const)('%s %s: %s', (action, entry, severity) => {
  const found = checkLists(policy(action, [entry]), known);
  expect(found.map((each) => each.severity)).toEqual(severity === null ? [] : [severity]);
});

test.each(['*:8443', 'jp', 'co.jp'])('%s opens ports at most where the default allows', (entry) => {
  const { destinations, ...rest } = policy('allow', [entry]);
  const open: Policy = { ...rest, destinations: { ...destinations, default: 'allow' } };
  expect(checkLists(open, known)).toEqual([]);
});

test("an entry's own action counts, not its list's", () => {
  expect(checkLists(policy('allow', [{ match: '*', action: 'block' }]), known)).toEqual([]);
  expect(checkLists(policy('block', [{ match: '*', action: 'allow' }]), known)).toHaveLength(1);
});

test('the same entry twice is a warning, the same host in other hours is not', () => {
  const entries = ['a.jp', 'a.jp', { match: 'a.jp', hours: { from: '08:00' } }];
  const found = checkLists(policy('allow', entries), known);
  expect(found.map(({ at }) => placeText(at))).toEqual(['destinations.lists[0].entries[1]']);
});

test('programs without a credential may not go everywhere', () => {
  const found = checkWithoutCredential(['windowsupdate.com', '*', 'com', 'a..b']);
  expect(found.map(({ at }) => at.at(-1))).toEqual([1, 2, 3]);
});

test.each([
  ['a host', [], ['example.jp'], []],
  ['a path', [], ['example.jp/x'], ['error intercept.except[0].match']],
  ['every host', [], ['*'], ['error intercept.except[0].match']],
  [
    'a host whose entry has a path',
    ['www.example.jp/x', 'other.jp/x'],
    ['example.jp'],
    ['warning destinations.lists[0].entries[0]'],
  ],
])('exceptions from interception: %s', (_, entries, except, expected) => {
  const found = checkExceptions(policy('allow', entries, except));
  expect(found.map(({ severity, at }) => `${severity} ${placeText(at)}`)).toEqual(expected);
});
