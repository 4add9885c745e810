import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  noteOf,
  noticeFrom,
  requestsIn,
  shownToPerson,
  withStanding,
} from '../../../../proxy/hub/requests/standing.ts';
import type { AccessRequest } from '../../../../shared/protocol/link.ts';
import { asked, granted, policyWith } from './request-samples.ts';

const at = '2026-11-20T00:00:00.000Z';
const line = (until: string | null, id = asked.id) =>
  `{ match: .www.shop.example, note: 申請 ${id}${until === null ? '' : `, until: "${until}"`} }`;
const friday = '2026-11-27T17:15:00+09:00';

const rows: [string, AccessRequest, string[], string, string, string | null][] = [
  ['an open one', asked, [], '2026-11-21T00:00:00Z', 'open', null],
  [
    'one that was declined',
    { ...granted(at, null), state: 'declined' },
    [],
    '2026-11-21T00:00:00Z',
    'declined',
    null,
  ],
  ['one for good', granted(at, null), [line(null)], '2030-01-01T00:00:00Z', 'granted', null],
  [
    'until Friday, on Saturday before',
    granted(at, friday),
    [line(friday)],
    '2026-11-21T00:00:00Z',
    'granted',
    friday,
  ],
  [
    'until Friday, on Thursday',
    granted(at, friday),
    [line(friday)],
    '2026-11-26T00:00:00Z',
    'ending',
    friday,
  ],
  [
    'until Friday 17:15, a second before',
    granted(at, friday),
    [line(friday)],
    '2026-11-27T08:14:59Z',
    'ending',
    friday,
  ],
  [
    'until Friday 17:15, at that moment',
    granted(at, friday),
    [line(friday)],
    '2026-11-27T08:15:00Z',
    'ended',
    friday,
  ],
  [
    'extended since: the policy tells, not what was granted',
    granted(at, friday),
    [line('2026-12-31')],
    '2026-11-28T00:00:00Z',
    'granted',
    '2026-12-31',
  ],
  [
    'taken out before its end',
    granted(at, friday),
    [],
    '2026-11-24T00:00:00Z',
    'withdrawn',
    friday,
  ],
  ['taken out, and over anyway', granted(at, friday), [], '2026-12-24T00:00:00Z', 'ended', friday],
  [
    'moved into another entry for good',
    granted(at, friday),
    ['{ match: shop.example }'],
    '2026-12-24T00:00:00Z',
    'granted',
    friday,
  ],
  [
    'answered together with another',
    granted(at, friday, { id: 'BBBB-0000-0000-0002' }),
    [line(friday, `${asked.id} BBBB-0000-0000-0002`)],
    '2026-11-21T00:00:00Z',
    'granted',
    friday,
  ],
];

test.each(rows)('%s', (_, request, entries, now, standing, until) => {
  const [found] = withStanding([request], policyWith(...entries), Date.parse(now));
  expect(found).toMatchObject({ standing });
  if (found?.state === 'granted') expect(found.answer?.until).toBe(until);
});

describe('what a person is shown', () => {
  const old = { at: '2026-01-05T00:00:00.000Z' };
  const now = Date.parse('2026-11-24T00:00:00Z');
  const shown = (request: AccessRequest, ...entries: string[]) =>
    shownToPerson([request], '2026-10-25T00:00:00.000Z', policyWith(...entries), now).length;
  test.each<[string, AccessRequest, string[], number]>([
    ['a recent one', asked, [], 1],
    ['not an old one that nobody answered', { ...asked, ...old }, [], 0],
    ['an old one that is good until a day', granted(old.at, null, old), [line('2027-03-31')], 1],
    ['not an old one that is good for good', granted(old.at, null, old), [line(null)], 0],
    ['an old one that ended yesterday', granted(old.at, null, old), [line('2026-11-22')], 1],
    ['not an old one that ended in summer', granted(old.at, null, old), [line('2026-08-01')], 0],
  ])('%s', (_, request, entries, count) => expect(shown(request, ...entries)).toBe(count));
});

test('the notice of an hour comes in its last quarter, of a year three days before', () => {
  const hour = 3_600_000;
  expect(noticeFrom(0, hour)).toBe(0.75 * hour);
  expect(noticeFrom(0, 365 * 24 * hour)).toBe(362 * 24 * hour);
});

test('a note leads back to every request that it names', () => {
  const id = fc.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  fc.assert(
    fc.property(fc.array(id, { minLength: 1, maxLength: 20 }), (ids) => {
      expect(requestsIn(noteOf(ids))).toEqual(ids);
    }),
  );
  expect(requestsIn(undefined)).toEqual([]);
  expect(requestsIn('毎年見直す')).toEqual([]);
});
