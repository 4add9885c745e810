import { expect, test } from 'vitest';
import { placeText } from '../../../shared/policy/finding.ts';
import { checkSalvaged } from '../../../shared/policy/salvage.ts';
import { policySchema } from '../../../shared/policy/schema.ts';

const closed = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
];
const sound = {
  version: 1,
  organization: { name: '市' },
  mode: 'enforce',
  zones: { closed },
  destinations: { default: 'block' },
};
const list = { id: 'a', title: 't', action: 'allow', owner: 'o', reason: 'r' };
const withLists = (...lists: object[]) => ({ ...sound, destinations: { default: 'block', lists } });

test.each([
  [
    'a wrong filter beside a wrong value',
    { ...withLists({ ...list, entries: ['a..b'] }), mode: 'on' },
    ['destinations.lists[0].entries[0]'],
  ],
  [
    'a wrong filter beside a wrong entry',
    withLists({ ...list, entries: [3, 'a..b'] }),
    ['destinations.lists[0].entries[1]'],
  ],
  [
    'a wrong filter beside an unknown key of its entry',
    withLists({ ...list, entries: [{ match: 'a..b', colour: 1 }] }),
    ['destinations.lists[0].entries[0].match'],
  ],
  [
    'a wrong filter in a list without an action',
    withLists({ ...list, action: undefined, entries: ['a..b'] }),
    ['destinations.lists[0].entries[0]'],
  ],
  ['nothing at a stand-in itself', withLists({ ...list, entries: [{ colour: 1 }] }), []],
  [
    'nothing of two lists that have no id',
    withLists({ ...list, id: 1, entries: [] }, { ...list, id: 2, entries: [] }),
    [],
  ],
  ['nothing of zones that are missing', { ...sound, zones: undefined }, []],
  ['nothing where nothing can be saved', { ...sound, destinations: 'x' }, []],
])('finds %s', (_, document, expected) => {
  const read = policySchema.safeParse(document);
  const found = checkSalvaged(document, read.error?.issues ?? []);
  expect(found.map(({ at }) => placeText(at))).toEqual(expected);
});

test.each([null, 3, 'x', [], {}])('saves nothing of %j, and does not throw', (document) => {
  const read = policySchema.safeParse(document);
  expect(
    checkSalvaged(document, read.error?.issues ?? []).filter(
      ({ severity }) => severity === 'error',
    ),
  ).toEqual([]);
});
