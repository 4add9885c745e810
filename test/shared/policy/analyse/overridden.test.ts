import { expect, test } from 'vitest';
import { parseDestination } from '../../../../shared/destination/destination.ts';
import { findOverridden } from '../../../../shared/policy/analyse/overridden.ts';
import { decideDestination } from '../../../../shared/policy/decide-destination.ts';
import type { Entry } from '../../../../shared/policy/schema.ts';
import { analysedAt, analysisOf } from '../../../support/analysed.ts';

test.each<[string, Entry[], string | null]>([
  [
    'a block of a path under an exact host',
    ['.a.example', { match: 'a.example/private', action: 'block' }],
    'https://a.example/private',
  ],
  [
    'a block of a query under an exact host',
    ['.a.example', { match: 'a.example?k=v', action: 'block' }],
    'https://a.example/?k=v',
  ],
  [
    'a glob of an exact host',
    ['glob:a.example', { match: 'a.example/p', action: 'block' }],
    'https://a.example/p',
  ],
  ['nothing where both act alike', ['.a.example', 'a.example/private'], null],
  [
    'nothing where both are exact',
    ['.a.example', { match: '.a.example/p', action: 'block' }],
    null,
  ],
  ['nothing on another host', ['.b.example', { match: 'a.example/p', action: 'block' }], null],
])('%s', (_, entries, witness) => {
  const analysis = analysisOf([{ entries }]);
  const found = [...findOverridden(analysis)];
  expect(found.map((each) => each.witness ?? null)).toEqual(witness === null ? [] : [witness]);
  if (witness === null) return;
  const parsed = parseDestination(witness);
  if (!parsed.ok) throw new Error(witness);
  const asked = {
    destination: parsed.destination,
    user: null,
    unit: null,
    terminal: null,
    at: analysedAt,
  };
  const { rule } = decideDestination(analysis.policy, asked, '');
  expect(found[0]?.message).toContain(rule);
});
