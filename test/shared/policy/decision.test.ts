import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Action, decide, type Reason, reasons } from '../../../shared/policy/decision.ts';

const judgement = (action: Action, reason: Reason) => ({ action, reason, rule: 'r', clause: null });

test('enforce does as judged', () => {
  expect(decide(judgement('block', 'entry'), 'enforce', 'id')).toEqual({
    ...judgement('block', 'entry'),
    id: 'id',
  });
});

const text = readFileSync(new URL('../../../docs/reasons.md', import.meta.url), 'utf8');
const told = [...text.matchAll(/^\| `([a-z-]+)` \|.*\|([^|]*)\|$/gm)];

test('every reason has its line in docs/reasons.md, and no line is for nothing', () => {
  expect(told.map(([, reason]) => reason).toSorted()).toEqual([...reasons].toSorted());
});

test('observe lets through what docs/reasons.md calls observed, and says what it would have done', () => {
  const observed = reasons.filter(
    (reason) => decide(judgement('block', reason), 'observe', 'id').action === 'allow',
  );
  const expected = told.flatMap(([, reason, mark]) => (mark?.trim() === 'yes' ? [reason] : []));
  expect([...observed].toSorted()).toEqual(expected.toSorted());
  expect(decide(judgement('warn', 'entry'), 'observe', 'id').would).toBe('warn');
  expect('would' in decide(judgement('allow', 'entry'), 'observe', 'id')).toBe(false);
});

test.each<Reason>([
  'zone-closed',
  'malformed',
  'unknown-user',
  'no-policy',
  'internal-error',
  'not-recorded',
])('observe never lets %s through', (reason) => {
  expect(decide(judgement('block', reason), 'observe', 'id').action).toBe('block');
});
