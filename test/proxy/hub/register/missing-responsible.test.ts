import { expect, test } from 'vitest';
import { missingResponsible } from '../../../../proxy/hub/register/missing-responsible.ts';
import { postingRuleSchema } from '../../../../shared/policy/posting-schema.ts';

const rule = (service: string, responsible: string) =>
  postingRuleSchema.parse({
    ...{ service, responsible },
    accounts: [{ name: 'yokote.example', posters: ['tanaka'] }],
  });
const policy = {
  organization: { name: '横手市', code: '052035' },
  posting: [
    rule('bluesky', 'sns'),
    rule('x', 'tanaka'),
    rule('mastodon', 'nobody'),
    rule('line', 'mori'),
  ],
  users: [
    { id: 'tanaka', name: '田中', unit: '総務企画部' },
    { id: 'mori', name: '森', unit: '総務企画部', until: '2026-03-31' },
  ],
};
const accounts = [
  { id: 'sns', user: null },
  { id: 'koho', user: 'tanaka' },
  { id: 'mori', user: null },
];

test('named are services whose responsible person has no account, or whose term is over', () => {
  const found = missingResponsible(policy, Date.parse('2026-11-30T00:00:00Z'), accounts);
  expect(found.map(({ service, kind, responsible }) => [service, kind, responsible])).toEqual([
    ['mastodon', 'responsible-unknown', 'nobody'],
    ['line', 'responsible-term-ended', 'mori'],
  ]);
});

test('none is named in a policy without postings', () => {
  const { organization } = policy;
  expect(missingResponsible({ organization }, 0, [])).toEqual([]);
});
