import { describe, expect, it } from 'vitest';
import { placeText } from '../../../shared/policy/finding.ts';
import type { PostingRule } from '../../../shared/policy/posting-schema.ts';
import {
  isOnlyMissing,
  type RegisterSurroundings,
  registerGaps,
} from '../../../shared/policy/register-gaps.ts';

type Account = PostingRule['accounts'][number];
const surroundings: RegisterSurroundings = {
  at: Date.parse('2026-11-24T10:00:00+09:00'),
  domains: ['city.example.lg.jp'],
  users: [{ id: 'tanaka' }, { id: 'suzuki', until: '2026-10-31' }, { id: 'sato' }],
  accounts: [
    { id: 'mori', user: null },
    { id: 'sns', user: 'tanaka' },
  ],
};
const account: Account = {
  name: 'a',
  posters: ['tanaka'],
  address: 'https://bsky.app/profile/a',
  official: 'https://www.city.example.lg.jp/sns/',
  twoFactor: { state: 'on', checked: '2026-10-01' },
};
const whole: PostingRule = {
  service: 'bluesky',
  responsible: 'mori',
  purpose: '市政の情報を届ける',
  topics: ['防災'],
  notAllowed: ['個人の意見'],
  accounts: [account],
  terms: { url: 'https://bsky.social/tos', checked: '2026-10-01', by: 'mori' },
};
const gaps = (changes: Partial<PostingRule>, around: Partial<RegisterSurroundings> = {}) =>
  registerGaps({ ...whole, ...changes }, { ...surroundings, ...around }).map(
    ({ kind, at, account, subject }) =>
      [kind, placeText(['rule', ...at]), account, subject]
        .filter((each) => each !== null)
        .join(' '),
  );
const of = (changes: Partial<Account>): Partial<PostingRule> => ({
  accounts: [{ ...account, ...changes }],
});

describe('of the register is missing, over or overdue', () => {
  it.each<[string, Partial<PostingRule>, string[], Partial<RegisterSurroundings>?]>([
    ['nothing of a whole one', {}, []],
    [
      'what nobody has written yet',
      {
        purpose: undefined,
        topics: undefined,
        notAllowed: undefined,
        terms: undefined,
        accounts: [{ name: 'a', posters: ['tanaka'] }],
      } as unknown as Partial<PostingRule>,
      [
        'purpose-missing rule.purpose',
        'topics-missing rule.topics',
        'not-allowed-missing rule.notAllowed',
        'terms-missing rule.terms',
        'address-missing rule.accounts[0].address a',
        'official-missing rule.accounts[0].official a',
        'two-factor-unknown rule.accounts[0].twoFactor a',
      ],
    ],
    [
      'a poster whose term is over, and then nobody posts',
      of({ posters: [{ user: 'tanaka', until: '2026-11-23' }] }),
      [
        'poster-term-ended rule.accounts[0].posters[0] a tanaka',
        'no-valid-poster rule.accounts[0].posters a',
      ],
    ],
    [
      'nobody posts before the term begins, though none is over',
      of({ posters: [{ user: 'tanaka', from: '2026-11-25' }] }),
      ['no-valid-poster rule.accounts[0].posters a'],
    ],
    [
      'nothing of a poster who has a later term',
      of({ posters: [{ user: 'tanaka', until: '2025-03-31' }, 'tanaka'] }),
      [],
    ],
    [
      'a poster who is no user any more',
      of({ posters: ['tanaka', 'suzuki'] }),
      ['poster-term-ended rule.accounts[0].posters[1] a suzuki'],
    ],
    [
      'nothing of posters where the policy names no users',
      of({ posters: ['anybody'] }),
      [],
      { users: [] },
    ],
    [
      'a poster who is none of the users',
      of({ posters: ['nobody'] }),
      ['no-valid-poster rule.accounts[0].posters a'],
    ],
    [
      'a deputy whose term is over',
      { deputies: [{ user: 'sato', until: '2026-11-23' }] },
      ['deputy-term-ended rule.deputies[0] sato'],
    ],
    [
      'a responsible person who has no account of the console',
      { responsible: 'sato' },
      ['responsible-unknown rule.responsible sato'],
    ],
    ['nothing of one whose account names the user', { responsible: 'tanaka' }, []],
    [
      'of accounts that nobody knows one who is no user',
      {},
      ['responsible-unknown rule.responsible mori'],
      { accounts: null },
    ],
    [
      'a responsible person whose term is over',
      { responsible: 'suzuki' },
      ['responsible-term-ended rule.responsible suzuki'],
    ],
    [
      'an official page of somebody else',
      of({ official: 'https://city.example.lg.jp.evil.example/' }),
      ['official-elsewhere rule.accounts[0].official a city.example.lg.jp.evil.example'],
    ],
    [
      'nothing of it where the city has named no domain',
      of({ official: 'https://evil.example/' }),
      [],
      { domains: [] },
    ],
    [
      'two-factor authentication that is off',
      of({ twoFactor: { state: 'off', checked: '2026-11-24' } }),
      ['two-factor-off rule.accounts[0].twoFactor a'],
    ],
    [
      'two-factor authentication that nobody looked at for a year',
      of({ twoFactor: { state: 'on', checked: '2025-11-24' } }),
      ['two-factor-old rule.accounts[0].twoFactor a'],
    ],
    [
      'terms that were never checked',
      { terms: { url: 'https://bsky.social/tos' } },
      ['terms-unchecked rule.terms'],
    ],
    [
      'terms on the day a year later',
      { terms: { url: 'https://bsky.social/tos', checked: '2025-11-24' } },
      ['terms-old rule.terms'],
    ],
    ['not a day before', { terms: { url: 'https://bsky.social/tos', checked: '2025-11-25' } }, []],
  ])('%s', (_, changes, expected, around) => {
    expect(gaps(changes, around)).toEqual(expected);
  });

  it('tells what was never written from what wants somebody to act', () => {
    expect(isOnlyMissing('purpose-missing')).toBe(true);
    expect(isOnlyMissing('terms-unchecked')).toBe(false);
  });
});
