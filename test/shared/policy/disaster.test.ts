import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DisasterSwitch,
  disasterSwitchSchema,
  switchOn,
} from '../../../shared/policy/disaster.ts';

const from = '2026-07-20T01:00:00.000Z';
const until = '2026-07-20T13:00:00.000Z';
const thrown: DisasterSwitch = { id: 'S-1', services: ['x', 'bluesky'], from, until };
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const at = (text: string, plus = 0) => Date.parse(text) + plus;

describe('a disaster’s switch', () => {
  it.each<[string, number, string, boolean]>([
    ['is on at once', at(from), 'P3D', true],
    ['is on where the clock is a little behind', at(from, -5 * minute), 'P3D', true],
    ['is not on where the clock was set back further', at(from, -5 * minute - 1), 'P3D', false],
    ['is on until the last moment', at(until, -1), 'P3D', true],
    ['is off at its end exactly', at(until), 'P3D', false],
    ['is off after a jump of the clock over its end', at(until, 400 * 24 * hour), 'P3D', false],
    ['is off where the rules of now allow less', at(from, 6 * hour), 'PT6H', false],
    ['is on until the end that the rules of now allow', at(from, 6 * hour - 1), 'PT6H', true],
    ['is off where nobody knows what time it is', Number.NaN, 'P3D', false],
  ])('%s', (_, now, longest, expected) => {
    expect(switchOn([thrown], 'x', longest, now) !== null).toBe(expected);
  });

  it('counts for its services alone', () => {
    expect(switchOn([thrown], 'line-oa', 'P3D', at(from))).toBeNull();
    expect(switchOn([], 'x', 'P3D', at(from))).toBeNull();
  });

  it('finds the one that is on among those that are over', () => {
    const over = { ...thrown, id: 'S-0', from: '2026-07-19T01:00:00.000Z', until: from };
    expect(switchOn([over, thrown], 'x', 'P3D', at(from))?.id).toBe('S-1');
  });

  it('is on at no moment before it was thrown or from its end on, whatever it says', () => {
    const moments = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) });
    const periods = fc.constantFrom('PT1H', 'PT72H', 'P3D', 'P31D');
    fc.assert(
      fc.property(moments, moments, moments, periods, (begin, end, now, longest) => {
        const one = {
          ...thrown,
          from: new Date(begin).toISOString(),
          until: new Date(end).toISOString(),
        };
        const isOn = switchOn([one], 'x', longest, now) !== null;
        const most = Math.min(end, begin + 31 * 24 * hour);
        if (now < begin - 5 * minute || now >= most) expect(isOn).toBe(false);
        if (isOn) expect(now).toBeLessThan(end);
      }),
    );
  });

  it.each<[string, object]>([
    ['no service', { services: [] }],
    ['an end without a day', { until: '13:00' }],
    ['a key that nobody knows', { accounts: ['x'] }],
  ])('is refused with %s', (_, changes) => {
    expect(disasterSwitchSchema.safeParse({ ...thrown, ...changes }).success).toBe(false);
  });
});
