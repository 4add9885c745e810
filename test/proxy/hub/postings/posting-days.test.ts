import { expect, test } from 'vitest';
import { fillDays, spanOf } from '../../../../proxy/hub/postings/posting-days.ts';

/** In Japan it is the 24th already. */
const now = Date.parse('2026-11-23T15:00:00Z');

test.each([
  ['the last 30 days', {}, { since: '2026-10-26', until: '2026-11-24' }],
  ['30 days before an end', { until: '2026-01-30' }, { since: '2026-01-01', until: '2026-01-30' }],
  ['from a day on', { since: '2026-11-24' }, { since: '2026-11-24', until: '2026-11-24' }],
  ['nothing that ends before it begins', { since: '2026-11-25' }, null],
  ['nothing of more than 366 days', { since: '2025-11-23', until: '2026-11-24' }, null],
])('takes %s', (_, asked, expected) => {
  expect(spanOf(asked, now)).toEqual(expected);
});

test('every day stands there, with its sums and its services', () => {
  const counted = [
    { day: '2026-11-22', service: 'x', fate: 'sent', count: 2 },
    { day: '2026-11-22', service: 'x', fate: 'stopped', count: 1 },
    { day: '2026-11-22', service: 'note', fate: 'warned', count: 4 },
  ];
  const none = { sent: 0, warned: 0, stopped: 0, services: [] };
  expect(fillDays(counted, { since: '2026-11-21', until: '2026-11-23' })).toEqual([
    { day: '2026-11-21', ...none },
    {
      day: '2026-11-22',
      sent: 2,
      warned: 4,
      stopped: 1,
      services: [
        { service: 'x', sent: 2, warned: 0, stopped: 1 },
        { service: 'note', sent: 0, warned: 4, stopped: 0 },
      ],
    },
    { day: '2026-11-23', ...none },
  ]);
});
