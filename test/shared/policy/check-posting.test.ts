import { describe, expect, it } from 'vitest';
import { checkPosting } from '../../../shared/policy/check-posting.ts';
import { placeText } from '../../../shared/policy/finding.ts';
import type { PostingRule } from '../../../shared/policy/posting-schema.ts';
import { exampleRule, levels } from '../../support/posting-rules.ts';

const known = {
  users: new Set(['tanaka', 'suzuki', 'sato']),
  units: new Set(['総務企画部', '消防本部']),
};
const check = (rules: readonly PostingRule[]) =>
  checkPosting(rules, known, levels).map(({ severity, at }) => `${severity} ${placeText(at)}`);

describe('posting rules are checked', () => {
  it('finds nothing wrong with the example', () => {
    expect(check([exampleRule])).toEqual([]);
  });

  it.each<[string, Partial<PostingRule>, string[]]>([
    ['an unknown service', { service: 'myspace' }, ['error posting[0].service']],
    ['a prototype’s name for a service', { service: 'constructor' }, ['error posting[0].service']],
    [
      'an unknown poster',
      { accounts: [{ name: 'a', posters: ['tanaka', 'nobody'] }] },
      ['error posting[0].accounts[0].posters[1]'],
    ],
    [
      'an account that stands twice',
      {
        accounts: [
          { name: 'a', posters: ['sato'] },
          { name: '@A', posters: ['sato'] },
        ],
      },
      ['error posting[0].accounts[1]'],
    ],
    [
      'an id that is another account’s',
      {
        accounts: [
          { name: 'a', posters: ['sato'] },
          { name: 'b', ids: ['a'], posters: ['sato'] },
        ],
      },
      ['error posting[0].accounts[1]'],
    ],
    ['an unknown unit', { units: ['水道局'] }, ['error posting[0].units[0]']],
    ['hours that say nothing', { hours: {} }, ['error posting[0].hours']],
    [
      'hours without any time',
      { hours: { from: '10:00', to: '10:00' } },
      ['error posting[0].hours.from'],
    ],
    ['a host that is none', { hosts: ['https://a.example/'] }, ['error posting[0].hosts[0]']],
    [
      'hosts of a service that nobody else runs',
      { service: 'x', hosts: ['x.city.example'] },
      ['error posting[0].hosts'],
    ],
    [
      'a level that there is not',
      { forbidden: { level: '4' } },
      ['error posting[0].forbidden.level'],
    ],
    [
      'a disaster rule of more than a month',
      { disaster: { by: ['sato'], for: 'P2M' } },
      ['error posting[0].disaster.for'],
    ],
  ])('finds %s', (_, changes, expected) => {
    expect(check([{ ...exampleRule, ...changes }])).toEqual(expected);
  });

  it.each<[string, Partial<PostingRule>]>([
    ['holidays alone', { hours: { holidays: 'closed' } }],
    ['approval before it leaves', { approval: 'before', approvedFor: 'P2D' }],
    ['a server of the city’s own', { hosts: ['pds.city.example.jp'] }],
    [
      'no users in the policy to hold posters against',
      { units: undefined } as unknown as Partial<PostingRule>,
    ],
  ])('takes %s', (_, changes) => {
    expect(check([{ ...exampleRule, ...changes }])).toEqual([]);
  });

  it('finds a service that has its rules twice', () => {
    expect(check([exampleRule, exampleRule])).toEqual(['error posting[1].service']);
  });

  it('says the cure in both languages', () => {
    const [finding] = checkPosting(
      [{ ...exampleRule, disaster: { by: ['sato'], for: 'P2M' } }],
      known,
      levels,
    );
    expect(finding?.message).toMatch(/[ぁ-ん].*\/ .*[a-z]/u);
    expect(finding?.cure).toMatch(/[ぁ-ん].*\/ .*[a-z]/u);
  });
});
