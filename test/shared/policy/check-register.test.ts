import { describe, expect, it } from 'vitest';
import { checkRegister } from '../../../shared/policy/check-register.ts';
import { placeText } from '../../../shared/policy/finding.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';
import type { PostingRule } from '../../../shared/policy/posting-schema.ts';
import { exampleRule } from '../../support/posting-rules.ts';

type Account = PostingRule['accounts'][number];
const check = (changes: Partial<PostingRule>) =>
  checkRegister({ ...exampleRule, ...changes }, ['posting', 0]).map(
    ({ severity, at }) => `${severity} ${placeText(at)}`,
  );
const account = (changes: Partial<Account>): Partial<PostingRule> => ({
  accounts: [{ name: 'a', posters: ['tanaka'], ...changes }],
});

describe('the register is checked', () => {
  it.each<[string, Partial<PostingRule>, string[]]>([
    [
      'a poster’s term that ends before it begins',
      account({ posters: ['a', { user: 'b', from: '2027-04-01', until: '2027-03-31' }] }),
      ['error posting[0].accounts[0].posters[1].until'],
    ],
    [
      'a deputy’s as well',
      { deputies: [{ user: 'b', from: '2027-04-01', until: '2027-03-31' }] },
      ['error posting[0].deputies[0].until'],
    ],
    [
      'a poster who is there twice at a time',
      account({
        posters: [
          { user: 'b', until: '2027-03-31' },
          { user: 'b', from: '2027-03-31' },
        ],
      }),
      ['warning posting[0].accounts[0].posters[1]'],
    ],
    [
      'a poster who is there for good and for a term',
      account({ posters: [{ user: 'b', from: '2027-03-31' }, 'b'] }),
      ['warning posting[0].accounts[0].posters[1]'],
    ],
    [
      'a suspension that ends before it begins',
      account({ suspended: { from: '2027-04-01', until: '2027-03-31', reason: 'x' } }),
      ['error posting[0].accounts[0].suspended.until'],
    ],
    [
      'an address that is none',
      account({ address: 'yokote.example', official: 'ftp://city.example.jp/' }),
      ['error posting[0].accounts[0].address', 'error posting[0].accounts[0].official'],
    ],
    [
      'terms that cannot be fetched safely',
      { terms: { url: 'http://x.com/tos' } },
      ['error posting[0].terms.url'],
    ],
    [
      'a script for terms',
      { terms: { url: 'javascript:alert(1)' } },
      ['error posting[0].terms.url'],
    ],
    [
      'a topic that is there twice',
      { topics: ['防災', { name: '防災', examples: ['避難所の開設'] }] },
      ['error posting[0].topics[1]'],
    ],
    [
      'a topic that has to be picked of none',
      { topics: undefined, topicMissing: 'block' } as unknown as Partial<PostingRule>,
      ['error posting[0].topicMissing'],
    ],
  ])('for %s', (_, changes, expected) => {
    expect(check(changes)).toEqual(expected);
  });

  it.each<[string, Partial<PostingRule>]>([
    ['the example', {}],
    [
      'two terms of one person that do not meet',
      account({
        posters: [
          { user: 'b', until: '2027-03-31' },
          { user: 'b', from: '2027-04-01' },
        ],
      }),
    ],
    [
      'an address of another scheme than https',
      account({ address: 'http://blog.city.example.jp/' }),
    ],
    [
      'no topic missing where none is asked for',
      { topics: undefined, topicMissing: 'allow' } as unknown as Partial<PostingRule>,
    ],
  ])('and takes %s', (_, changes) => {
    expect(check(changes)).toEqual([]);
  });
});

it('names line, place and cure of every problem at once', () => {
  const yaml = `version: 1
organization: { name: 横手市 }
mode: enforce
zones: { closed: [] }
destinations: { default: block }
posting:
  - service: bluesky
    responsible: tanaka
    opened: [responsible]
    topicMissing: perhaps
    accounts:
      - name: a
        posters:
          - { user: tanaka, until: 来年 }
        twoFactor: { state: yes }
        suspended: {}
`;
  const { policy, problems } = parsePolicy(yaml);
  expect(policy).toBeNull();
  expect(problems.map(({ line, path }) => `${line} ${path}`)).toEqual([
    '9 posting[0].opened[0]',
    '10 posting[0].topicMissing',
    '14 posting[0].accounts[0].posters[0].until',
    '15 posting[0].accounts[0].twoFactor.state',
    '16 posting[0].accounts[0].suspended.reason',
  ]);
  expect(problems.every(({ cure }) => cure.length > 10)).toBe(true);
});
