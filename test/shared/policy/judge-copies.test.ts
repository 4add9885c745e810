import { describe, expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import type { Action, Judgement } from '../../../shared/policy/decision.ts';
import { decidingCopy, judgeCopies, withCopies } from '../../../shared/policy/judge-copies.ts';

const judged = (action: Action, rule: string): Judgement => ({
  action,
  reason: 'entry',
  rule,
  clause: '1',
});

function copiesOf(url: string, action: Action = 'allow') {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(url);
  return judgeCopies(parsed.destination, ({ host }) => ({
    judgement: judged(action, host),
    winner: null,
    matched: [],
  }));
}

const copy = 'https://translate.google.com/?u=https://a.example/';

describe('the stricter counts', () => {
  test.each([
    ['the outer where nothing is a copy', 'allow', 'https://a.example/', 'block', 'outer', 'entry'],
    ['the outer where both say the same', 'warn', copy, 'warn', 'outer', 'entry'],
    ['the outer where it is stricter', 'block', copy, 'allow', 'outer', 'entry'],
    ['the page where it is stricter', 'allow', copy, 'warn', 'a.example', 'embedded-copy'],
  ] as const)('%s', (_, outerAction, url, innerAction, rule, reason) => {
    const outer = judged(outerAction, 'outer');
    const judgedCopies = copiesOf(url, innerAction);
    expect(withCopies(outer, judgedCopies)).toMatchObject({ rule, reason });
    expect(decidingCopy(outer, judgedCopies)?.judgement.rule ?? 'outer').toBe(rule);
  });
});

test('a copy of nobody knows what is blocked by no rule', () => {
  expect(withCopies(judged('allow', 'outer'), copiesOf('https://perma.cc/ABCD-1234'))).toEqual({
    action: 'block',
    reason: 'embedded-copy',
    rule: null,
    clause: null,
  });
});
