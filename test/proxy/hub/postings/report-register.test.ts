import { expect, test } from 'vitest';
import { monthOf } from '../../../../proxy/hub/postings/report-month.ts';
import { registered } from '../../../../proxy/hub/postings/report-register.ts';
import { type PostingRule, postingRuleSchema } from '../../../../shared/policy/posting-schema.ts';

type Options = Parameters<typeof registered>[1];

const rule = (changes: object = {}): PostingRule =>
  postingRuleSchema.parse({
    service: 'bluesky',
    responsible: 'sns',
    accounts: [{ name: '@Yokote.example', ids: ['did:plc:a'], posters: ['tanaka'] }],
    terms: { url: 'https://bsky.social/terms', checked: '2026-04-01' },
    ...changes,
  });
const account = (changes: object) => ({
  accounts: [{ name: '@Yokote.example', posters: ['tanaka'], ...changes }],
});
const said = (of: PostingRule, options: Partial<Options> = {}) =>
  registered(of, {
    month: monthOf('2026-11'),
    now: Date.parse('2026-12-10T00:00:00Z'),
    silentDays: 14,
    last: [{ service: 'bluesky', account: 'did:plc:a', at: '2026-11-20T00:00:00.000Z' }],
    users: [{ id: 'tanaka', name: '田中', unit: '総務企画部' }],
    ...options,
  });

test('nothing is said where all is well', () => {
  expect(said(rule())).toEqual({
    suspensions: [],
    silentAccounts: [],
    terms: { state: 'checked', checked: '2026-04-01' },
    posters: [],
    withoutPoster: [],
  });
});

test.each([
  ['long ago', [{ service: 'bluesky', account: 'yokote.example', at: '2026-11-01T00:00:00.000Z' }]],
  ['never', []],
])('an account whose last post was %s is silent', (_, last) => {
  expect(said(rule(), { last }).silentAccounts).toEqual([
    { account: '@Yokote.example', last: last[0]?.at ?? null },
  ]);
});

test.each([
  ['2025-11-29', 'due'],
  ['2025-12-02', 'checked'],
])('terms that were checked on %s are %s at the end of the month', (checked, state) => {
  const terms = { url: 'https://bsky.social/terms', checked };
  expect(said(rule({ terms })).terms).toEqual({ state, checked });
});

test('terms without a date, and none', () => {
  expect(said(rule({ terms: { url: 'https://bsky.social/terms' } })).terms.state).toBe('never');
  expect(said(rule({ terms: undefined })).terms.state).toBe('none');
});

test.each([
  ['that ran in it', { from: '2026-11-03', until: '2026-11-05' }, 1],
  ['that began before and has no end', { from: '2026-10-03' }, 1],
  ['without dates', {}, 1],
  ['that ended the day before', { until: '2026-10-31' }, 0],
  ['that began the day after', { from: '2026-12-01' }, 0],
])('a suspension %s', (_, span, count) => {
  const suspended = { ...span, reason: '乗っ取りの疑い' };
  expect(said(rule(account({ suspended }))).suspensions).toHaveLength(count);
});

test.each([
  ['whose term has ended', { user: 'tanaka', until: '2026-11-10' }, 'ended', '2026-11-10'],
  ['whose term has not begun', { user: 'tanaka', from: '2026-12-01' }, 'not-yet', null],
  ['whom the policy does not know', 'nobody', 'user-unknown', null],
])('a poster %s', (_, poster, problem, until) => {
  const user = typeof poster === 'string' ? poster : poster.user;
  expect(said(rule(account({ posters: [poster] })))).toMatchObject({
    posters: [{ account: '@Yokote.example', user, problem, until }],
    withoutPoster: ['@Yokote.example'],
  });
});

test('a poster who is a user no more, beside one who is', () => {
  const users = [
    { id: 'tanaka', name: '田中', unit: '総務企画部' },
    { id: 'suzuki', name: '鈴木', unit: '総務企画部', until: '2026-10-31' },
  ];
  const found = said(rule(account({ posters: ['tanaka', 'suzuki'] })), { users });
  expect(found.posters).toEqual([
    { account: '@Yokote.example', user: 'suzuki', problem: 'user-ended', until: '2026-10-31' },
  ]);
  expect(found.withoutPoster).toEqual([]);
});
