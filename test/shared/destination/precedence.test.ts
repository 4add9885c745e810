import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMatch } from '../../../shared/destination/entry-match.ts';
import { compare, type Ranked, strongest } from '../../../shared/destination/precedence.ts';
import type { Action } from '../../../shared/policy/decision.ts';

function ranked(text: string, action: Action): Ranked {
  const parsed = parseMatch(text);
  if (!parsed.ok) throw new Error(text);
  return { match: parsed.match, action };
}

test.each([
  ['anything beats a lone star', 'https://*', 'block', '*', 'block', 'lone-star'],
  ['a lone star that warns loses as well', '*/x', 'block', '*', 'warn', 'lone-star'],
  ['a lone star that allows is like others', '*', 'allow', 'https://*', 'block', 'milder-action'],
  [
    'an exact host beats a longer path',
    '.yyy.com/a',
    'allow',
    'yyy.com/aaa',
    'block',
    'exact-host',
  ],
  [
    'the longer host beats the longer path',
    'a.b.com',
    'block',
    'b.com/long',
    'allow',
    'longer-host',
  ],
  [
    'the longer path beats more query',
    'b.com/ab',
    'block',
    'b.com/a?x=1&y=2',
    'allow',
    'longer-path',
  ],
  ['more query beats allow', 'b.com?x=1&y=2', 'block', 'b.com?x=1', 'allow', 'more-query'],
  ['allow beats warn', 'b.com', 'allow', 'b.com', 'warn', 'milder-action'],
  ['warn beats block', 'b.com', 'warn', 'b.com', 'block', 'milder-action'],
  [
    'scheme and port count for nothing',
    'b.com',
    'allow',
    'https://b.com:443',
    'block',
    'milder-action',
  ],
  ['a glob counts its literal host', 'glob:www*.b.com', 'block', 'b.com', 'allow', 'longer-host'],
  [
    'a glob counts its literal path',
    'glob:*.b.com/files/**',
    'block',
    'b.com/file',
    'allow',
    'longer-path',
  ],
] as const)('%s', (_, winner, action, loser, other, step) => {
  expect(compare(ranked(winner, action), ranked(loser, other))).toMatchObject({ step });
  expect(compare(ranked(winner, action), ranked(loser, other)).order).toBeGreaterThan(0);
  expect(compare(ranked(loser, other), ranked(winner, action)).order).toBeLessThan(0);
});

test('a full tie goes to the earlier', () => {
  const [one, two] = [ranked('b.com', 'block'), ranked('b.com', 'block')];
  expect(compare(one, two)).toEqual({ order: 0, step: null });
  expect(strongest([one, two])).toBe(one);
  expect(strongest([])).toBeNull();
});

test('the winner does not depend on the order, but for full ties', () => {
  const texts = [
    '*',
    'com',
    'b.com',
    '.b.com',
    'b.com/x',
    'b.com?q=1',
    'glob:*.com',
    'https://b.com',
    '*/x',
  ];
  const some = fc.array(
    fc.record({
      text: fc.constantFrom(...texts),
      action: fc.constantFrom<Action>('allow', 'warn', 'block'),
    }),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(some, (all) => {
      const candidates = all.map(({ text, action }) => ranked(text, action));
      const [one, other] = [strongest(candidates), strongest(candidates.toReversed())];
      if (one === null || other === null) throw new Error('none');
      expect(compare(one, other).order).toBe(0);
    }),
  );
});
