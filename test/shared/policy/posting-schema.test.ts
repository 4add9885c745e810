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
      disaster: { approval: 'after' },
    };
    expect(postingSchema.parse([example])).toEqual([example]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['no responsible person', { responsible: undefined }],
    ['no account', { accounts: [] }],
    ['an account without posters', { accounts: [{ name: 'a', posters: [] }] }],
    ['an unknown key', { pubic: true }],
    ['an unknown approval', { approval: 'perhaps' }],
    ['an unknown kind of finding', { forbidden: { findings: ['secret'] } }],
    ['allowing what is forbidden', { forbidden: { action: 'allow' } }],
    ['holidays that are neither open nor closed', { hours: { holidays: true } }],
    ['an hour that is none', { hours: { from: '25:00' } }],
  ])('refuse %s', (_, changes) => {
    expect(postingSchema.safeParse([{ ...exampleRule, ...changes }]).success).toBe(false);
  });
});
