import { describe, expect, it, test } from 'vitest';
import type { ListSource } from '../../../shared/policy/compile-lists.ts';
import {
  type LeftReason,
  type RelaxedSource,
  relaxLists,
} from '../../../shared/policy/relaxed-entries.ts';

const at = Date.parse('2026-06-15T00:00:00Z');
const nobody = { person: null, at };
const list = (changes: object): ListSource => ({
  id: 'a',
  action: 'allow',
  reason: 'r',
  entries: ['example.jp'],
  ...changes,
});
const source = (
  lists: readonly ListSource[],
  more: Partial<RelaxedSource> = {},
): RelaxedSource => ({
  mode: 'enforce',
  default: 'block',
  lists,
  ...more,
});
const told = (changes: object, options: Parameters<typeof relaxLists>[1] = nobody) => {
  const { entries, left } = relaxLists(source([list(changes)]), options);
  return { kept: entries.map(({ action }) => action), left: left.map(({ why }) => why) };
};

const hours = { from: '08:30', to: '17:15' };
test.each<[string, object, readonly string[], readonly LeftReason[]]>([
  ['an allow', {}, ['allow'], []],
  ['a block', { action: 'block' }, ['block'], []],
  ['a warning counts as allowed: the person may have gone on', { action: 'warn' }, ['allow'], []],
  ['an allow for some hours counts always', { hours }, ['allow'], []],
  ['a block for some hours is left', { action: 'block', hours }, [], ['condition']],
  ['an allow of one unit counts for all', { units: ['財政課'] }, ['allow'], []],
  ['a block of one unit is left', { action: 'block', units: ['財政課'] }, [], ['condition']],
  ['an allow that begins later counts now', { from: '2026-07-01' }, ['allow'], []],
  ['a block that begins later is left', { action: 'block', from: '2026-07-01' }, [], ['not-begun']],
  ['a block that has begun', { action: 'block', from: '2026-06-01' }, ['block'], []],
  ['an allow that is over', { until: '2026-06-01' }, [], []],
  ['an allow until later', { until: '2026-07-01' }, ['allow'], []],
  ['a block that ends is left', { action: 'block', until: '2026-07-01' }, [], ['ends']],
  ['an allow on a condition of later days', { initiators: ['city.example'] }, ['allow'], []],
  [
    'a block on a condition of later days is left',
    { action: 'block', initiators: ['city.example'] },
    [],
    ['condition'],
  ],
  [
    'an entry says otherwise than its list',
    { entries: [{ match: 'example.jp', action: 'block' }] },
    ['block'],
    [],
  ],
  [
    'an entry of its own hours',
    { action: 'block', entries: [{ match: 'example.jp', hours }] },
    [],
    ['condition'],
  ],
])('%s', (_, changes, kept, left) => {
  expect(told(changes)).toEqual({ kept, left });
});

describe('who it is for', () => {
  const ofUnit = (unit: string) => ({ person: { user: 'tanaka', unit, terminal: null }, at });
  it.each([
    ['what is for another unit is not there', '教育委員会', []],
    ['what is for this unit counts', '財政課', ['block']],
  ])('%s', (_, unit, kept) => {
    const changes = { action: 'block', units: ['財政課'] };
    expect(told(changes, ofUnit(unit))).toEqual({ kept, left: [] });
  });
});

describe('the next change', () => {
  it('is when the first allow ends or the first block begins', () => {
    const lists = [
      list({ until: '2026-07-31' }),
      list({ action: 'block', from: '2026-07-01' }),
      list({ from: '2026-06-20' }),
    ];
    expect(relaxLists(source(lists), nobody).nextChange).toBe(
      Date.parse('2026-07-01T00:00:00+09:00'),
    );
  });

  it('never comes where nothing has a date', () => {
    expect(relaxLists(source([list({})]), nobody).nextChange).toBeNull();
  });
});

describe('nothing is blocked', () => {
  it('in mode observe', () => {
    const observed = relaxLists(source([list({ action: 'block' })], { mode: 'observe' }), nobody);
    expect(observed).toMatchObject({ entries: [], blocksOthers: false });
    expect(observed.left).toEqual([{ rule: 'mode', why: 'observe' }]);
  });

  it('where a feed allows what is not seen here', () => {
    const fed = relaxLists(source([list({ feed: {} }), list({ action: 'block' })]), nobody);
    expect(fed).toMatchObject({ entries: [], blocksOthers: false });
  });

  it('by default, where the default warns', () => {
    expect(relaxLists(source([], { default: 'warn' }), nobody)).toMatchObject({
      blocksOthers: false,
      left: [{ rule: 'destinations.default', why: 'warns' }],
    });
  });
});

it('leaves a feed that blocks to the proxy', () => {
  const fed = relaxLists(source([list({ id: 'malware', action: 'block', feed: {} })]), nobody);
  expect(fed.blocksOthers).toBe(true);
  expect(fed.left).toContainEqual({ rule: 'malware', why: 'feed' });
});

test('the hosts of the register are open, whatever may be done there', () => {
  const services = [
    { id: 'facebook', hosts: ['facebook.com', 'fbcdn.net'] },
    { id: 'storage', hosts: ['storage.example'], units: ['財政課'] },
  ];
  const { entries, left } = relaxLists(source([], { services }), nobody);
  expect(entries.map(({ action, rule }) => [action, rule])).toEqual([
    ['allow', 'services/facebook/facebook.com'],
    ['allow', 'services/facebook/fbcdn.net'],
    ['allow', 'services/storage/storage.example'],
  ]);
  expect(left).toEqual([]);
});
