import { describe, expect, it } from 'vitest';
import { checkDescribed } from '../../../shared/policy/check-described.ts';
import { placeText } from '../../../shared/policy/finding.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';
import type { PostingRule } from '../../../shared/policy/posting-schema.ts';
import { exampleRule } from '../../support/posting-rules.ts';

const described: PostingRule = {
  ...exampleRule,
  service: 'machi-board',
  hosts: ['board.example.jp'],
  requests: [{ act: 'post', path: '/threads/*/posts', text: ['body'] }],
};
const check = (rule: PostingRule) =>
  checkDescribed(rule, ['posting', 0]).map(({ severity, at }) => `${severity} ${placeText(at)}`);

describe('a described service is checked', () => {
  it('finds nothing wrong with a whole one, nor with one of the catalogue', () => {
    expect(check(described)).toEqual([]);
    expect(check(exampleRule)).toEqual([]);
  });

  it.each<[string, Partial<PostingRule>, string[]]>([
    ['one of the catalogue', { service: 'x' }, ['error posting[0].requests']],
    ['a name that is none', { service: 'まち' }, ['error posting[0].service']],
    ['no hosts', { hosts: undefined }, ['error posting[0]']],
    ['a host of the catalogue', { hosts: ['x.com'] }, ['error posting[0].hosts[0]']],
    ['a host below one of the catalogue', { hosts: ['a.5ch.net'] }, ['error posting[0].hosts[0]']],
    [
      'nothing that posts',
      { requests: [{ act: 'harmless', path: '/a' }] },
      ['error posting[0].requests'],
    ],
    [
      'a path that cannot be read',
      { requests: [{ act: 'post', path: 'threads/(a|b)' }] },
      ['error posting[0].requests[0].path'],
    ],
  ] as [string, Partial<PostingRule>, string[]][])('%s', (_, change, expected) => {
    expect(check({ ...described, ...change } as PostingRule)).toEqual(expected);
  });

  it('lets a charset stand only where requests do', () => {
    expect(check({ ...exampleRule, charset: 'shift_jis' })).toEqual(['error posting[0].charset']);
    expect(check({ ...described, charset: 'shift_jis' })).toEqual([]);
  });
});

describe('in a whole policy', () => {
  const yaml = (service: string, rest = '') => `
version: 1
organization: { name: 横手市, code: "052035" }
mode: enforce
users: [{ id: tanaka, name: 田中 }]
zones: { closed: [10.0.0.0/8] }
destinations: { default: block }
intercept: { default: true }
posting:
  - service: ${service}
    responsible: tanaka
    accounts: [{ name: city, posters: [tanaka] }]
${rest}`;

  it('takes a service that is described', () => {
    const text = yaml(
      'machi-board',
      `    hosts: [board.example.jp]
    requests:
      - { act: post, path: "/threads/*/posts", text: [body] }`,
    );
    const { policy, problems } = parsePolicy(text);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(policy?.posting?.[0]?.requests).toHaveLength(1);
  });

  it('says of an unknown one that it may be described', () => {
    const { problems } = parsePolicy(yaml('machi-board'));
    const [problem] = problems.filter(({ severity }) => severity === 'error');
    expect(problem?.cure).toContain('requests');
  });
});
