import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDestination } from '../../../../shared/destination/destination.ts';
import { strongest } from '../../../../shared/destination/precedence.ts';
import {
  causes,
  findNeverMatching,
  neverMatching,
} from '../../../../shared/policy/analyse/never-matching.ts';
import { decideDestination } from '../../../../shared/policy/decide-destination.ts';
import { matchingEntries } from '../../../../shared/policy/judge-entries.ts';
import type { Entry } from '../../../../shared/policy/schema.ts';
import { analysisOf, firstEntry } from '../../../support/analysed.ts';

const school = { units: ['教育委員会'] };
const rows: [string, Entry, object, string | null][] = [
  ['an entry whose end is past', { match: 'a.example', until: '2026-11-23' }, {}, 'over'],
  ['an entry of a list whose end is past', 'a.example', { until: '2026-11-23' }, 'over'],
  [
    'an entry that begins after its list',
    { match: 'a.example', from: '2027-05-01' },
    { until: '2027-04-01' },
    'never-open',
  ],
  [
    'an entry for others than its list',
    { match: 'a.example', units: ['総務企画部'] },
    school,
    'nobody',
  ],
  [
    'an entry for other hours than its list',
    { match: 'a.example', hours: { from: '09:00', to: '10:00' } },
    { hours: { from: '18:00', to: '20:00' } },
    'no-hour',
  ],
  [
    'an entry for other days than its list',
    { match: 'a.example', hours: { days: ['sun'] } },
    { hours: { days: ['mon'] } },
    'no-hour',
  ],
  ['an address in a closed zone', '10.1.2.3', {}, 'zone-closed'],
  ['localhost on a closed port', 'localhost:9000', {}, 'zone-closed'],
  ['an IPv6 dress of a closed address', '[::ffff:10.1.2.3]', {}, 'zone-closed'],
  ['dots in a path', 'a.example/a/../b', {}, 'dots'],
  ['nothing of an ordinary entry', 'a.example/a..b/.well-known', {}, null],
  ['nothing of an open port', '127.0.0.1:8600', {}, null],
  ['nothing of an address with an open port', '127.0.0.1', {}, null],
  [
    'nothing of hours that meet on working days alone',
    { match: 'a.example', hours: { days: ['mon'], holidays: 'closed' } },
    { hours: { holidays: 'closed' } },
    null,
  ],
  [
    'nothing of hours that meet',
    { match: 'a.example', hours: { from: '22:00', to: '06:00' } },
    { hours: { from: '05:00', to: '07:00' } },
    null,
  ],
  ['nothing of an entry to come', { match: 'a.example', from: '2027-05-01' }, {}, null],
];

test.each(rows)('%s', (_, entry, list, cause) => {
  const analysis = analysisOf([{ entries: [entry], ...list }]);
  expect(neverMatching(firstEntry(analysis), analysis)).toBe(cause);
  const found = [...findNeverMatching(analysis)];
  expect(found.map(({ severity }) => severity)).toEqual(cause === null ? [] : ['warning']);
  for (const { witness } of found) expect(parseDestination(witness ?? '').ok).toBe(true);
});

test('has a row for every cause', () => {
  expect(causes.filter((cause) => !rows.some((row) => row[3] === cause))).toEqual([]);
});

const scope = fc.record(
  {
    units: fc.constantFrom<string[]>(['総務企画部'], ['教育委員会']),
    hours: fc.constantFrom<{ days?: ('sat' | 'sun')[]; from?: string; to?: string }>(
      { days: ['sat', 'sun'] },
      { from: '22:00', to: '06:00' },
      { from: '08:30', to: '17:15' },
      { days: ['sun'], from: '09:00' },
    ),
    from: fc.constantFrom('2026-01-01', '2027-01-01'),
    until: fc.constantFrom('2026-11-23', '2026-12-31', '2027-06-30'),
  },
  { requiredKeys: [] },
);
const match = fc.constantFrom(
  'a.example',
  'https://.a.example/b',
  'a.example/a/../b',
  '10.1.2.3',
  '127.0.0.1',
  '127.0.0.1:8600',
  '127.0.0.1:9000',
  'localhost',
  'glob:*.example',
);
const url = fc.constantFrom(
  'https://a.example/',
  'https://a.example/a/../b',
  'https://a.example/b',
  'https://10.1.2.3/',
  'http://[::ffff:10.1.2.3]/',
  'http://localhost:8600/',
  'http://127.0.0.1:8600/',
  'http://127.0.0.1:9000/',
);

test('what is said to match nothing decides nothing, for anybody, from now on', () => {
  let seen = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(match, scope, scope), { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(url, fc.integer({ min: 0, max: 2 * 366 * 24 * 60 })), { minLength: 20 }),
      (given, requests) => {
        const isSound = ({ from, until }: { from?: string; until?: string }) =>
          from === undefined || until === undefined || from < until;
        const analysis = analysisOf(
          given
            .filter(([, list, entry]) => isSound(list) && isSound(entry))
            .map(([text, list, entry]) => ({ ...list, entries: [{ match: text, ...entry }] })),
        );
        const idle = new Set(
          analysis.entries
            .filter((placed) => neverMatching(placed, analysis) !== null)
            .map(({ entry }) => entry),
        );
        seen += idle.size;
        for (const [text, minutes] of requests) {
          const parsed = parseDestination(text);
          if (!parsed.ok) throw new Error(text);
          const at = analysis.at + minutes * 60_000;
          for (const unit of [null, '総務企画部', '教育委員会']) {
            const request = {
              destination: parsed.destination,
              user: null,
              unit,
              terminal: null,
              at,
            };
            if (decideDestination(analysis.policy, request, '').reason !== 'entry') continue;
            const person = { user: null, unit, terminal: null };
            const asked = {
              destination: parsed.destination,
              person,
              initiator: 'none',
              at,
            } as const;
            const winner = strongest(matchingEntries(analysis.policy.entries, asked));
            expect(winner !== null && idle.has(winner)).toBe(false);
          }
        }
      },
    ),
    { seed: 2026, numRuns: process.env.SEKISHO_SOAK === '1' ? 10_000 : 300 },
  );
  expect(seen).toBeGreaterThan(100);
});
