import { describe, expect, it } from 'vitest';
import { checkUploads } from '../../../shared/policy/check-uploads.ts';
import { placeText } from '../../../shared/policy/finding.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { uploadPolicy } from '../../support/upload-policy.ts';

const check = (changes: Partial<Policy>) => {
  const policy = { ...uploadPolicy, ...changes };
  const known = { units: new Set(policy.units), users: new Set<string>() };
  return checkUploads(policy, known).map(({ severity, at }) => `${severity} ${placeText(at)}`);
};
const rules = (...all: NonNullable<NonNullable<Policy['uploads']>['rules']>) => ({
  uploads: { rules: all },
});
const [storage] = uploadPolicy.services ?? [];
if (storage === undefined) throw new Error('never');

describe('uploads and services are checked', () => {
  it('finds nothing wrong with the example', () => {
    expect(check({})).toEqual([]);
  });

  it.each<[string, Partial<Policy>, string[]]>([
    [
      'a level of a finding that there is not',
      { uploads: { levelOf: { 'payment-card': '4', 'bulk-personal-data': { level: '5' } } } },
      ['error uploads.levelOf.payment-card', 'error uploads.levelOf.bulk-personal-data.level'],
    ],
    [
      'a level of a rule that there is not',
      rules({ level: ['3A', '4'], to: 'any', action: 'block' }),
      ['error uploads.rules[0].level[1]'],
    ],
    [
      'an approval of a rule that does not block',
      rules({ to: 'any', action: 'warn', approval: { by: ['kacho'] } }),
      ['error uploads.rules[0].approval'],
    ],
    [
      'an approval for too long, and for no time',
      rules(
        { to: 'any', action: 'block', approval: { by: ['kacho'], for: 'P2M' } },
        { to: 'any', action: 'block', approval: { by: 'approvers', for: 'P0D' } },
        { to: 'any', action: 'block', approval: { by: 'responsible', for: 'P31D' } },
      ),
      ['error uploads.rules[0].approval.for', 'error uploads.rules[1].approval.for'],
    ],
    [
      'an approval that nobody can give',
      { ...rules({ to: 'any', action: 'block', approval: { by: 'responsible' } }), services: [] },
      ['warning uploads.rules[0].approval.by'],
    ],
    [
      'a list that there is not',
      rules({ to: 'list:nowhere', action: 'block' }),
      ['error uploads.rules[0].to'],
    ],
    [
      'a filter that is none',
      rules({ to: 'https://*.example.jp:99999', action: 'block' }),
      ['error uploads.rules[0].to'],
    ],
    [
      'registered services of which there is no register',
      { ...rules({ to: 'registered', action: 'warn' }), services: undefined as never },
      ['warning uploads.rules[0].to'],
    ],
    ['a service that stands twice', { services: [storage, storage] }, ['error services[1].id']],
    [
      'a service with a wrong level and unit',
      { services: [{ ...storage, highest: '9', units: ['水道局'] }] },
      ['error services[0].highest', 'error services[0].units[0]'],
    ],
    [
      'rules that nobody can keep, because nothing is intercepted',
      { intercept: {}, posting: [] },
      ['warning uploads', 'warning posting'],
    ],
  ])('finds %s', (_, changes, expected) => {
    expect(check(changes)).toEqual(expected);
  });
});
