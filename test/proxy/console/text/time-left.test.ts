import { expect, test } from 'vitest';
import { timeLeft } from '../../../../proxy/console/text/time-left.ts';

const now = Date.parse('2026-11-24T08:15:00Z');

test.each([
  ['three days', '2026-11-27T17:15:00+09:00', { unit: 'days', count: 3 }],
  ['full days only', '2026-11-27T17:14:00+09:00', { unit: 'days', count: 2 }],
  ['a date ends with its day in Japan', '2026-11-24', { unit: 'hours', count: 7 }],
  ['begun hours', '2026-11-24T17:16:00+09:00', { unit: 'hours', count: 1 }],
  ['the moment itself', '2026-11-24T17:15:00+09:00', { unit: 'ended' }],
  ['no time at all', 'x', { unit: 'ended' }],
])('%s', (_, until, expected) => expect(timeLeft(until, now)).toEqual(expected));
