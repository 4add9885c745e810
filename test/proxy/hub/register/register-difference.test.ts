import { expect, test } from 'vitest';
import { registerDifference } from '../../../../proxy/hub/register/register-difference.ts';
import type { PostingRule } from '../../../../shared/policy/posting-schema.ts';
import { exampleRule } from '../../../support/posting-rules.ts';

const [first, second] = exampleRule.accounts as [
  PostingRule['accounts'][0],
  PostingRule['accounts'][0],
];
const of = (changes: Partial<PostingRule>) => ({ posting: [{ ...exampleRule, ...changes }] });
const said = (before: Parameters<typeof registerDifference>[0], after: typeof before) =>
  registerDifference(before, after).map(
    ({ service, account, field, before, after }) =>
      `${service} ${account} ${field} ${before} ${after}`,
  );

test.each<[string, Partial<PostingRule>, string[]]>([
  ['nothing', {}, []],
  ['a field that came', { purpose: '広報' }, ['bluesky null purpose null "広報"']],
  ['a field that changed', { responsible: 'sato' }, ['bluesky null responsible "tanaka" "sato"']],
  [
    'a field that went',
    { units: undefined } as unknown as Partial<PostingRule>,
    ['bluesky null units ["総務企画部","消防本部"] null'],
  ],
  [
    'a field of an account',
    { accounts: [{ ...first, posters: ['tanaka'] }, second] },
    ['bluesky yokote.example posters ["tanaka","suzuki"] ["tanaka"]'],
  ],
  [
    'an account that went',
    { accounts: [first] },
    ['bluesky @shobo account {"name":"@shobo","posters":["sato"]} null'],
  ],
  ['accounts in another order: nothing', { accounts: [second, first] }, []],
])('tells of %s', (_, changes, expected) => {
  expect(said(of({}), of(changes))).toEqual(expected);
});

test('tells of a service that came or went', () => {
  expect(registerDifference({}, of({}))).toMatchObject([
    { service: 'bluesky', account: null, field: 'service', before: null },
  ]);
  expect(registerDifference(of({}), {})).toMatchObject([{ field: 'service', after: null }]);
});
