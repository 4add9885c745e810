import { describe, expect, it } from 'vitest';
import { postingSchema } from '../../../shared/policy/posting-schema.ts';
import { exampleRule } from '../../support/posting-rules.ts';

describe('posting rules of the policy', () => {
  it('take the example of the design', () => {
    const example = {
      service: 'bluesky',
      responsible: 'tanaka',
      accounts: [{ name: 'yokote.example', ids: ['did:plc:abc'], posters: ['tanaka', 'suzuki'] }],
      topics: ['行政情報', 'イベント', '防災'],
      hours: { days: ['mon', 'tue'], from: '08:30', to: '17:15', holidays: 'closed' },
      approval: 'after',
      unknownAccount: 'block',
      disaster: { by: ['tanaka', 'role:sns-manager'], for: 'PT72H', approval: 'after' },
    };
    expect(postingSchema.parse([example])).toEqual([example]);
  });

  it('take a register of everything', () => {
    const example = {
      ...exampleRule,
      deputies: ['suzuki', { user: 'sato', from: '2026-04-01', until: '2027-03-31' }],
      purpose: '市政情報を市民に早く届ける',
      topics: ['行政情報', { name: 'イベント', examples: ['雪まつりの開催'] }],
      topicMissing: 'warn',
      notAllowed: ['個人の意見'],
      terms: {
        url: 'https://bsky.social/about/support/tos',
        hash: 'abc',
        checked: '2026-10-01',
        by: 'tanaka',
      },
      opened: ['purpose', 'topics', 'posters', 'twoFactor', 'suspended', 'terms'],
      accounts: [
        {
          name: 'yokote.example',
          posters: ['tanaka', { user: 'suzuki', until: '2027-03-31' }],
          address: 'https://bsky.app/profile/yokote.example',
          official: 'https://www.city.example.lg.jp/sns/',
          twoFactor: { state: 'on', checked: '2026-10-01' },
          suspended: { from: '2026-12-29', until: '2027-01-03', reason: '年末年始' },
        },
      ],
    };
    expect(postingSchema.parse([example])).toEqual([example]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['no responsible person', { responsible: undefined }],
    ['no account', { accounts: [] }],
    ['an account without posters', { accounts: [{ name: 'a', posters: [] }] }],
    ['an unknown key', { pubic: true }],
    [
      'a poster in a term of no person',
      { accounts: [{ name: 'a', posters: [{ until: '2027-03-31' }] }] },
    ],
    ['a term that is no day', { deputies: [{ user: 'sato', until: '来年' }] }],
    ['a suspension without a reason', { accounts: [{ name: 'a', posters: ['a'], suspended: {} }] }],
    [
      'a two-factor state that is none',
      { accounts: [{ name: 'a', posters: ['a'], twoFactor: { state: true } }] },
    ],
    ['opening what stays the administrators’', { opened: ['responsible'] }],
    ['opening what is stopped', { opened: ['forbidden'] }],
    ['an unknown approval', { approval: 'perhaps' }],
    ['an unknown kind of finding', { forbidden: { findings: ['secret'] } }],
    ['allowing what is forbidden', { forbidden: { action: 'allow' } }],
    ['holidays that are neither open nor closed', { hours: { holidays: true } }],
    ['an hour that is none', { hours: { from: '25:00' } }],
  ])('refuse %s', (_, changes) => {
    expect(postingSchema.safeParse([{ ...exampleRule, ...changes }]).success).toBe(false);
  });
});
