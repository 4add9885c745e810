import { expect, test } from 'vitest';
import { extendException, proposedEnd } from '../../../../proxy/hub/requests/extend.ts';
import type { EntryFields } from '../../../../shared/policy/schema.ts';
import { asked, policyWith } from './request-samples.ts';

const now = Date.parse('2026-11-25T00:00:00Z');

const proposals: [string, Omit<EntryFields, 'match'>, string][] = [
  [
    'a week again, to the minute',
    { addedAt: '2026-11-20T17:15:00+09:00', until: '2026-11-27T17:15:00+09:00' },
    '2026-12-04T17:15:00+09:00',
  ],
  [
    'a date stays a date',
    { addedAt: '2026-11-16T00:00:00+09:00', until: '2026-11-29' },
    '2026-12-13',
  ],
  [
    'what has ended goes on from now',
    { addedAt: '2026-11-24T08:00:00+09:00', until: '2026-11-24T09:00:00+09:00' },
    '2026-11-25T10:00:00+09:00',
  ],
  ['a month where nobody knows when it was made', { until: '2026-11-30' }, '2026-12-30'],
  ['a year at most', { addedAt: '2016-11-24T08:00:00+09:00', until: '2026-11-30' }, '2027-12-01'],
];
test.each(proposals)('proposes: %s', (_, fields, expected) => {
  expect(proposedEnd({ match: 'a.example', ...fields }, now)).toBe(expected);
});

const entry = `{ match: .www.shop.example, note: 申請 ${asked.id}, until: "2026-11-27", users: [tanaka] }`;
const changes: [string, string[], string, object][] = [
  [
    'a later date changes the end alone',
    [entry],
    '2026-12-31',
    {
      ok: true,
      change: {
        op: 'update-entry',
        list: 'granted',
        entry: { match: '.www.shop.example', users: ['tanaka'], until: '2026-12-31' },
      },
    },
  ],
  [
    'a moment is kept in Japanese time',
    [entry],
    '2026-12-04T08:15:00Z',
    { ok: true, until: '2026-12-04T17:15:00+09:00' },
  ],
  ['the same end again', [entry], '2026-11-27', { ok: false, problem: 'not-later' }],
  ['a day that is over', [entry], '2026-11-01', { ok: false, problem: 'not-later' }],
  ['no date at all', [entry], 'tomorrow', { ok: false, problem: 'not-later' }],
  ['a day that does not exist', [entry], '2026-13-45', { ok: false, problem: 'not-later' }],
  ['an entry that is gone', [], '2026-12-31', { ok: false, problem: 'no-exception' }],
  [
    'an entry that has no end',
    [`{ match: .www.shop.example, note: 申請 ${asked.id} }`],
    '2026-12-31',
    { ok: false, problem: 'no-exception' },
  ],
];
test.each(changes)('%s', (_, entries, until, expected) => {
  expect(extendException(asked.id, until, policyWith(...entries).policy, now)).toMatchObject(
    expected,
  );
});
