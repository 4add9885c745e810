import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matches } from '../../../../shared/destination/match.ts';
import {
  sampleDestination,
  sampleRequest,
  sampleUrl,
} from '../../../../shared/policy/analyse/sample.ts';
import type { Entry } from '../../../../shared/policy/schema.ts';
import { isAt, isFor } from '../../../../shared/policy/scope.ts';
import { analysedAt, analysisOf, firstEntry } from '../../../support/analysed.ts';

const only = (entry: Entry) => firstEntry(analysisOf([{ entries: [entry], action: 'block' }]));

describe('a URL that the entry matches', () => {
  test.each([
    ['example.jp', 'https://example.jp/'],
    ['http://.example.jp:8080/a?b=c*&d', 'http://example.jp:8080/a?b=c&d'],
    ['[2001:db8::1]', 'https://[2001:db8::1]/'],
    ['*', 'https://www.example.com/'],
    ['wss:*', 'wss://www.example.com/'],
    ['glob:https://*.example.jp/files/**/*.pdf', 'https://www.example.jp/files/www/www.pdf'],
    ['glob:{a,b}.example.jp', 'https://a.example.jp/'],
    ['glob:**.example.jp', 'https://www.example.jp/'],
    ['glob:example.jp/a?', 'https://example.jp/aa'],
    ['glob:**', 'https://www.example.com/'],
  ])('%s → %s', (match, url) => {
    expect(sampleUrl(only(match))).toBe(url);
  });

  test('or none', () => {
    expect(sampleDestination(only('example.jp/a/../b'))).toBeNull();
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        const placed = only(url);
        const found = sampleDestination(placed);
        if (found !== null) expect(matches(placed.entry.match, found, false)).toBe(true);
      }),
      { seed: 2026, numRuns: 200 },
    );
  });
});

describe('somebody and some time', () => {
  test.each<[string, Entry]>([
    ['a unit', { match: 'a.example', units: ['教育委員会'] }],
    ['a user', { match: 'a.example', users: ['tanaka'] }],
    ['a user in a unit', { match: 'a.example', users: ['tanaka'], units: ['教育委員会'] }],
    [
      'a Monday that is no holiday',
      { match: 'a.example', hours: { days: ['mon'], holidays: 'closed' } },
    ],
    ['hours', { match: 'a.example', hours: { days: ['sun'], from: '22:00', to: '23:00' } }],
    ['a beginning to come', { match: 'a.example', from: '2027-04-01' }],
  ])('in the scope of %s', (_, entry) => {
    const placed = only(entry);
    const request = sampleRequest(placed, new Map(), analysedAt);
    if (request === null) throw new Error('none');
    const { user, unit, terminal, at } = request;
    expect(
      placed.entry.scopes.every(
        (scope) => isFor(scope, { user, unit, terminal }) && isAt(scope, at),
      ),
    ).toBe(true);
  });

  test.each<[string, Entry]>([
    ['after its end', { match: 'a.example', until: '2020-01-01' }],
    [
      'where the user is of another unit',
      { match: 'a.example', users: ['sato'], units: ['総務企画部'] },
    ],
  ])('none %s', (_, entry) => {
    const units = new Map([['sato', '教育委員会']]);
    expect(sampleRequest(only(entry), units, analysedAt)).toBeNull();
  });
});
