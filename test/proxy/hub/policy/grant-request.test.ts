import { expect, test } from 'vitest';
import { grantRequest, japanTime } from '../../../../proxy/hub/policy/grant-request.ts';
import type { ConsoleBody } from '../../../../shared/protocol/console.ts';
import type { AccessRequest } from '../../../../shared/protocol/link.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const now = Date.parse('2026-11-23T00:00:00Z');
const policy = policyOf(exampleYaml);
const request: AccessRequest = {
  id: 'R1',
  at: '2026-11-23T00:00:00.000Z',
  decision: 'D1',
  url: 'https://www.example.com/form/1?x=1',
  page: null,
  reason: '業務で使う',
  user: 'tanaka',
  unit: '総務企画部',
  terminal: 't1',
  state: 'open',
  answer: null,
};
const wish: ConsoleBody<'grant'> = {
  for: 'person',
  as: 'page',
  term: 'hour',
  until: null,
  word: null,
};

function entry(fields: Partial<typeof wish>) {
  const grant = grantRequest(request, { ...wish, ...fields }, policy, 'admin', now);
  if (!grant.ok) return grant.fields;
  const [change] = grant.changes;
  return change?.op === 'add-list' ? change.list.entries[0] : null;
}

const rows: [string, Partial<typeof wish>, object][] = [
  [
    'for the person, the page, an hour',
    {},
    { match: '.www.example.com/form/1', users: ['tanaka'], until: '2026-11-23T10:00:00+09:00' },
  ],
  [
    'for the unit and the host',
    { for: 'unit', as: 'host' },
    { match: '.www.example.com', units: ['総務企画部'] },
  ],
  ['with sub-domains', { as: 'subdomains' }, { match: 'www.example.com' }],
  ['until a date', { term: 'until', until: '2027-03-31' }, { until: '2027-03-31' }],
  [
    'until a time',
    { term: 'until', until: '2026-12-01T08:00:00.000Z' },
    { until: '2026-12-01T17:00:00+09:00' },
  ],
  ['until today', { term: 'until', until: '2026-11-23' }, { until: '2026-11-23' }],
];
test.each(rows)('grants %s', (_, fields, expected) => {
  expect(entry(fields)).toMatchObject({
    ...expected,
    reason: '業務で使う',
    addedBy: 'admin',
    note: '申請 R1',
  });
});

test('for everybody and for good there is neither scope nor end', () => {
  const made = entry({ for: 'all', term: 'good' });
  expect(Object.keys(made ?? {}).sort()).toEqual(['addedAt', 'addedBy', 'match', 'note', 'reason']);
});

const refused: [string, Partial<typeof wish>, Partial<AccessRequest>, string][] = [
  ['a date that is over', { term: 'until', until: '2026-11-22' }, {}, 'until'],
  ['no date', { term: 'until' }, {}, 'until'],
  ['no date at all', { term: 'until', until: 'あした' }, {}, 'until'],
  ['a person that is not known', {}, { user: null }, 'for'],
  ['a unit that is not known', { for: 'unit' }, { unit: null }, 'for'],
  ['a page that was masked', {}, { url: 'https://www.example.com/•••/a' }, 'as'],
  ['a host that was masked', { as: 'host' }, { url: 'https://•••.example.com/' }, 'as'],
  ['an address in a closed zone', { as: 'host' }, { url: 'http://10.1.2.3/' }, 'as'],
  ['a closed zone by name', { as: 'host' }, { url: 'http://a.localhost:1/' }, 'as'],
  ['everybody below a suffix', { as: 'subdomains' }, { url: 'https://co.jp/' }, 'as'],
];
test.each(refused)('says at the field: %s', (_, fields, of, field) => {
  const grant = grantRequest({ ...request, ...of }, { ...wish, ...fields }, policy, 'admin', now);
  expect(grant.ok ? [] : Object.keys(grant.fields)).toEqual([field]);
});

test('the host of a masked page can be granted', () => {
  const asked = { ...request, url: 'https://www.example.com/•••?q=•••' };
  const grant = grantRequest(asked, { ...wish, as: 'host' }, policy, 'admin', now);
  expect(grant.ok).toBe(true);
});

test('the second grant joins the list of the first', () => {
  const lists = [
    { id: 'granted', title: 'x', action: 'allow' as const, owner: 'x', reason: 'x', entries: [] },
  ];
  const known = { ...policy, destinations: { ...policy.destinations, lists } };
  const grant = grantRequest(request, wish, known, 'admin', now);
  expect(grant.ok && grant.changes[0]?.op).toBe('add-entries');
});

test('a reason is masked, and never empty', () => {
  const number = ['1234', '5678', '9018'].join('');
  const typed = { ...request, reason: `番号は ${number} です` };
  const grant = grantRequest(typed, wish, policy, 'admin', now);
  expect(JSON.stringify(grant)).not.toContain(number);
});

test('times are written as in Japan', () => {
  expect(japanTime(now)).toBe('2026-11-23T09:00:00+09:00');
});
