import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDestination, urlText } from '../../../../shared/destination/destination.ts';
import { strongest } from '../../../../shared/destination/precedence.ts';
import { sampleRequest } from '../../../../shared/policy/analyse/sample.ts';
import { findShadowed, shadows } from '../../../../shared/policy/analyse/shadowed.ts';
import { decideDestination } from '../../../../shared/policy/decide-destination.ts';
import { matchingEntries } from '../../../../shared/policy/judge-entries.ts';
import type { Entry } from '../../../../shared/policy/schema.ts';
import { analysedAt, analysisOf } from '../../../support/analysed.ts';

const found = (...lists: Parameters<typeof analysisOf>[0]) => [...findShadowed(analysisOf(lists))];

describe('an entry that never decides', () => {
  test.each<[string, Entry[], Entry[], number[] | null]>([
    ['a double in another list', ['a.example'], ['a.example'], [1, 0]],
    ['one scheme under every scheme', ['a.example', 'https://a.example'], [], [0, 1]],
    [
      'a block under an allow of the same',
      ['a.example'],
      [{ match: 'a.example', action: 'block' }],
      [1, 0],
    ],
    [
      'an allow that is written later beats a block, which then is idle',
      [{ match: 'a.example', action: 'block' }],
      ['a.example'],
      [0, 0],
    ],
    [
      'a unit under everybody',
      ['a.example', { match: 'a.example', units: ['教育委員会'] }],
      [],
      [0, 1],
    ],
    [
      'nothing where a unit is opened',
      [{ match: 'a.example', action: 'block' }],
      [{ match: 'a.example', units: ['教育委員会'] }],
      null,
    ],
    ['nothing where a path is more precise', ['a.example', 'a.example/b'], [], null],
    ['nothing where a host is more precise', ['a.example', 'b.a.example'], [], null],
    [
      'nothing for a word-by-word double in one list, which is said already',
      ['a.example', 'a.example'],
      [],
      null,
    ],
    ['nothing where a closed zone decides', ['10.1.2.3', 'https://10.1.2.3'], [], null],
  ])('%s', (_, first, second, place) => {
    const findings = found({ entries: first }, { entries: second });
    expect(findings.map(({ at }) => [at[2], at[4]])).toEqual(place === null ? [] : [place]);
    for (const { severity, witness } of findings) {
      expect([severity, witness]).toEqual(['warning', 'https://a.example/']);
    }
  });

  test('is said otherwise where the two contradict each other', () => {
    const [same] = found({ entries: ['a.example'] }, { entries: ['a.example'] });
    const [other] = found({ entries: ['a.example'] }, { entries: ['a.example'], action: 'block' });
    expect(same?.message).toContain('says the same first');
    expect(other?.message).toContain('list-0/a.example says allow of the same, and wins');
  });
});

const matches = fc
  .tuple(
    fc.constantFrom('', '', 'https://', 'glob:', 'glob:https://'),
    fc.constantFrom('a.example', 'a.example', '.a.example', '*.a.example'),
    fc.constantFrom('', '', ':8443'),
    fc.constantFrom('', '', '/', '/x', '/**', '/x?k=v'),
  )
  .map((parts) => parts.join(''))
  .filter((text) => (text.startsWith('glob:') ? !/\/\.|:\.|\?k/.test(text) : !/\*/.test(text)));
const entries = fc.record(
  {
    match: matches,
    action: fc.constantFrom<'allow' | 'warn' | 'block'>('allow', 'warn', 'block'),
    units: fc.constantFrom<string[]>(['総務企画部'], ['教育委員会'], ['総務企画部', '教育委員会']),
    until: fc.constantFrom('2020-01-01', '2026-12-31', '2027-12-31'),
    from: fc.constantFrom('2026-01-01', '2026-11-24', '2027-01-01'),
  },
  { requiredKeys: ['match'] },
);
const urls = fc
  .tuple(
    fc.constantFrom('https://', 'http://'),
    fc.constantFrom('a.example', 'b.a.example', 'c.b.a.example'),
    fc.constantFrom('', ':443', ':8443'),
    fc.constantFrom('/', '/x', '/x/y', '/xy'),
    fc.constantFrom('', '?k=v', '?k=w', '?k=v&k=w'),
  )
  .map((parts) => parts.join(''));

test('what is said never to decide never does, and each witness is decided by what it names', () => {
  const seeded = { seed: 2026, numRuns: process.env.SEKISHO_SOAK === '1' ? 20_000 : 500 };
  let seen = 0;
  fc.assert(
    fc.property(
      fc.array(entries, { minLength: 2, maxLength: 8 }),
      fc.array(urls, { minLength: 5, maxLength: 20 }),
      (given, places) => {
        const sound = given.filter(
          ({ from, until }) => from === undefined || until === undefined || from < until,
        );
        const analysis = analysisOf([{ entries: sound }]);
        const idle = new Set([...shadows(analysis.entries)].map(({ entry }) => entry.entry));
        const winnerOf = (url: string, unit: string | null, at: number) => {
          const parsed = parseDestination(url);
          if (!parsed.ok) throw new Error(url);
          const person = { user: null, unit, terminal: null };
          const asked = { destination: parsed.destination, person, initiator: 'none', at } as const;
          return strongest(matchingEntries(analysis.policy.entries, asked));
        };
        for (const url of places) {
          for (const unit of [null, '総務企画部', '教育委員会']) {
            for (const day of ['2019-06-01', '2026-06-01', '2026-11-24', '2027-06-01']) {
              const winner = winnerOf(url, unit, Date.parse(`${day}T10:00:00+09:00`));
              if (winner !== null) expect(idle.has(winner)).toBe(false);
            }
          }
        }
        for (const { at, witness, message } of findShadowed(analysis)) {
          seen++;
          const placed = analysis.entries.find(({ place }) => place.join() === at.join());
          const request = placed && sampleRequest(placed, analysis.units, analysedAt);
          if (!request) throw new Error('no request');
          expect(urlText(request.destination)).toBe(witness);
          const { reason, rule } = decideDestination(analysis.policy, request, '');
          expect([reason, message]).toEqual(['entry', expect.stringContaining(`「${rule}」`)]);
        }
      },
    ),
    seeded,
  );
  expect(seen).toBeGreaterThan(30);
});
