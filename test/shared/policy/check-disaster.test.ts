import { describe, expect, it } from 'vitest';
import { checkDisaster } from '../../../shared/policy/check-disaster.ts';
import { placeText } from '../../../shared/policy/finding.ts';
import type { DisasterRule } from '../../../shared/policy/posting-schema.ts';
import { exampleRule } from '../../support/posting-rules.ts';

const known = { units: new Set<string>(), users: new Set(['tanaka', 'suzuki', 'sato', 'kato']) };
const check = (disaster: DisasterRule | undefined, rule = exampleRule) =>
  checkDisaster({ ...rule, ...(disaster && { disaster }) }, ['posting', 0], known).map(
    ({ severity, at }) => `${severity} ${placeText(at)}`,
  );

describe('rules for a disaster', () => {
  it.each<[string, DisasterRule | undefined, string[]]>([
    ['none', undefined, []],
    ['people and roles that there are', { by: ['sato', 'role:sns-manager'], for: 'P7D' }, []],
    [
      'accounts and posters that there are',
      { by: ['sato'], accounts: ['@Yokote.example'], posters: ['kato'] },
      [],
    ],
    [
      'a role that there is not',
      { by: ['role:mayor', 'sato'] },
      ['error posting[0].disaster.by[0]'],
    ],
    ['no time at all', { by: ['sato'], for: 'PT0H' }, ['error posting[0].disaster.for']],
    ['more than a month', { by: ['sato'], for: 'P32D' }, ['error posting[0].disaster.for']],
    ['a month', { by: ['sato'], for: 'P31D' }, []],
    [
      'an account that there is not',
      { by: ['sato'], accounts: ['yokote.example', '@other'] },
      ['error posting[0].disaster.accounts[1]'],
    ],
    [
      'a poster that there is not',
      { by: ['sato'], posters: ['sato', 'nobody'] },
      ['error posting[0].disaster.posters[1]'],
    ],
    ['what opens nothing', { by: ['sato'], hours: 'keep' }, ['warning posting[0].disaster']],
  ])('%s', (_, disaster, expected) => {
    expect(check(disaster)).toEqual(expected);
  });

  it('opens nothing where there are no hours to open', () => {
    const { hours: _, ...always } = exampleRule;
    expect(check({ by: ['sato'] }, always)).toEqual(['warning posting[0].disaster']);
  });
});
