import { expect, test } from 'vitest';
import { difference } from '../../../../proxy/hub/policy/difference.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const before = policyOf(exampleYaml);
const edited = (from: string, to: string) => policyOf(exampleYaml.replace(from, to));
const lines = { list: 'public-bodies', title: '国・自治体', added: [], removed: [], changed: [] };

test('the same policy differs in nothing, however it is spelt', () => {
  const spelt = edited('organization: { name: 見本市 }', 'organization:\n  name: "見本市"');
  expect(difference(before, spelt)).toEqual({ lists: [], other: [] });
});

test('lines that came, went and changed', () => {
  const after = edited('- go.jp\n', '- lg.jp\n').destinations.lists ?? [];
  const [first] = after;
  if (first === undefined) throw new Error('no list');
  const entries = first.entries.map((entry) =>
    typeof entry === 'string' ? entry : { ...entry, reason: '別の理由' },
  );
  const policy = {
    ...before,
    destinations: { ...before.destinations, lists: [{ ...first, entries }, ...after.slice(1)] },
  };
  const original = first.entries.find((entry) => typeof entry !== 'string');
  expect(difference(before, policy)).toEqual({
    lists: [
      {
        ...lines,
        added: ['lg.jp'],
        removed: ['go.jp'],
        changed: ['forms.example.jp'],
        edits: [{ before: original, after: { ...original, reason: '別の理由' } }],
      },
    ],
    other: [],
  });
});

test('what lies outside the lists is named by its path', () => {
  const after = edited('mode: enforce', 'mode: observe');
  expect(difference(before, after).other).toEqual(['mode']);
  const zones = edited('10.0.0.0/8]', '172.16.0.0/12]');
  expect(difference(before, zones).other).toEqual(['zones.closed']);
});

test('services are named, those that came, went and changed', () => {
  const posting = (service: string, responsible: string) => ({
    service,
    responsible,
    accounts: [{ name: 'city', posters: ['tanaka'] }],
  });
  const rules = { ...before, posting: [posting('x', 'sns'), posting('note', 'sns')] };
  const others = { ...before, posting: [posting('bluesky', 'sns'), posting('x', 'mori')] };
  expect(difference(rules, others).other.toSorted()).toEqual([
    'posting.bluesky',
    'posting.note',
    'posting.x',
  ]);
  expect(difference(rules, { ...rules, posting: rules.posting.toReversed() }).other).toEqual([]);
});

test('a list that came, even an empty one, or whose fields changed, is named', () => {
  const lists = before.destinations.lists?.filter(({ id }) => id !== 'stopped') ?? [];
  const without = { ...before, destinations: { ...before.destinations, lists } };
  expect(difference(without, before).other).toEqual(['destinations.lists.stopped']);
  expect(difference(before, without).other).toEqual(['destinations.lists.stopped']);
  expect(difference(before, edited('reason: 苦情', 'reason: 別')).other).toEqual([
    'destinations.lists.stopped',
  ]);
});
