import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import {
  compileProjection,
  projectionSchema,
  projectPolicy,
} from '../../../shared/policy/projection.ts';
import { decisionRows, readPolicy } from '../../support/decision-rows.ts';

const about = { revision: 7, published: '2026-11-24T00:00:00.000Z' };
const names = [...new Set(decisionRows.map(({ policy }) => policy))];
const policies = names.map(readPolicy);
const urls = decisionRows.map(({ request }) => request.url);
const times = decisionRows.map(({ request }) => Date.parse(request.at));
const seeded = { seed: 2026, numRuns: process.env.SEKISHO_SOAK === '1' ? 100_000 : 500 };

test('decides as the whole policy does, for anybody, anywhere, at any time', () => {
  const people = fc.record({
    user: fc.constantFrom(null, 'tanaka', 'sato', 'mori', 'suzuki', 'ito', 'yamada'),
    unit: fc.constantFrom(null, '総務企画部', '教育委員会', '消防本部', '財政課'),
    terminal: fc.constantFrom(null, 'T-hall', 'T-desk'),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...policies),
      people,
      fc.constantFrom(...urls),
      fc.constantFrom(...times),
      (policy, person, url, at) => {
        const parsed = parseDestination(url);
        if (!parsed.ok) return;
        const projection = projectPolicy(policy, { ...person, ...about });
        const sent = projectionSchema.parse(JSON.parse(JSON.stringify(projection)));
        const asked = { destination: parsed.destination, ...person, at };
        expect(decideDestination(compileProjection(sent), asked, 'id')).toEqual(
          decideDestination(compilePolicy(policy), asked, 'id'),
        );
      },
    ),
    seeded,
  );
});

const city = readPolicy('city');

test('holds what concerns the person, and nothing of others', () => {
  const text = JSON.stringify(
    projectPolicy(city, { user: 'sato', unit: null, terminal: null, ...about }),
  );
  for (const kept of [
    'school.example',
    'sato.school.example',
    'go.jp',
    '内線 1234',
    '不正通信の監視',
    '教育委員会',
  ]) {
    expect(text).toContain(kept);
  }
  for (const left of [
    'sns.example',
    'tanaka',
    '田中',
    'suzuki',
    'CSIRT',
    '内線 9999',
    '平日のみ',
    'owner',
    '消防本部',
    'windowsupdate',
  ]) {
    expect(text).not.toContain(left);
  }
});

test('leaves out owner, who added what, and notes of an entry', () => {
  const policy = structuredClone(city);
  policy.destinations.lists?.[1]?.entries.push({
    match: 'noted.example',
    owner: '秘書課',
    addedBy: '鈴木',
    addedAt: '2026-11-01',
    note: '覚え書き',
    clause: '8-3',
  });
  const { lists } = projectPolicy(policy, { user: null, unit: null, terminal: null, ...about });
  expect(lists.find(({ id }) => id === 'public-bodies')?.entries).toContainEqual({
    match: 'noted.example',
    clause: '8-3',
  });
});

test.each([
  ['a known user', 'suzuki', { unknown: false, until: '2027-03-31' }],
  ['an unknown user', 'yamada', { unknown: true }],
  ['nobody', null, { unknown: false }],
])('tells the term of %s', (_, user, term) => {
  expect(projectPolicy(city, { user, unit: null, terminal: null, ...about }).term).toEqual(term);
});
