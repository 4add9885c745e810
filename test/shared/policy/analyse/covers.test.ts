import { describe, expect, test } from 'vitest';
import { covers, impliedBy } from '../../../../shared/policy/analyse/covers.ts';
import type { Entry } from '../../../../shared/policy/schema.ts';
import { analysisOf } from '../../../support/analysed.ts';

describe('covers', () => {
  test.each<[string, Entry, Entry, boolean]>([
    ['the same', 'a.example', 'a.example', true],
    ['every scheme covers one', 'a.example', 'https://a.example', true],
    ['one scheme does not cover every', 'https://a.example', 'a.example', false],
    ['every port covers one', 'a.example', 'a.example:8443', true],
    ['one port does not cover another', 'a.example:80', 'a.example:81', false],
    ['sub-domains cover the host', 'a.example', '.a.example', true],
    ['the host does not cover sub-domains', '.a.example', 'a.example', false],
    ['a glob covers itself', 'glob:*.a.example', 'glob:https://*.a.example', true],
    [
      'an allow by query wants every occurrence',
      'a.example/?q=1',
      { match: 'a.example/?q=1', action: 'block' },
      false,
    ],
    ['all covers one unit', 'a.example', { match: 'a.example', units: ['教育委員会'] }, true],
    [
      'one unit does not cover all',
      { match: 'a.example', units: ['教育委員会'] },
      'a.example',
      false,
    ],
  ])('%s', (_, wide, narrow, expected) => {
    const [a, b] = analysisOf([{ entries: [wide, narrow] }]).entries;
    expect(a && b && covers(a, b)).toBe(expected);
  });
});

describe('impliedBy', () => {
  test.each([
    ['nothing is implied by anything', [], [{ units: ['a'] }], true],
    ['fewer units', [{ units: ['a', 'b'] }], [{ units: ['a'] }], true],
    ['more units', [{ units: ['a'] }], [{ units: ['a', 'b'] }], false],
    ['a later beginning', [{ from: '2026-01-01' }], [{ from: '2026-02-01' }], true],
    ['an earlier beginning', [{ from: '2026-02-01' }], [{ from: '2026-01-01' }], false],
    ['an earlier end', [{ until: '2026-02-01' }], [{ until: '2026-01-01' }], true],
    ['the same hours', [{ hours: { from: '09:00' } }], [{ hours: { from: '09:00' } }], true],
    ['other hours', [{ hours: { from: '09:00' } }], [{ hours: { from: '10:00' } }], false],
    ['a key that nobody knows yet', [{ planets: ['mars'] }], [{}], false],
    ['by either of two', [{ units: ['a'] }], [{ from: '2026-01-01' }, { units: ['a'] }], true],
  ])('%s: %s', (_, some, others, expected) => {
    expect(impliedBy(some, others)).toBe(expected);
  });
});
