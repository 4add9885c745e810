import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { List } from '../../../shared/policy/schema.ts';
import { compileScope, isAt } from '../../../shared/policy/scope.ts';
import { timeClasses } from '../../../shared/policy/time-classes.ts';
import { smallPolicy } from '../../support/small-policy.ts';

function listed(fields: Partial<List>) {
  const about = { id: 'a', title: 'a', action: 'allow', owner: 'a', reason: 'a' } as const;
  const lists = [{ ...about, entries: ['example.jp'], ...fields }];
  return smallPolicy({ destinations: { default: 'block', lists } }).destinations;
}
const at = (text: string) => Date.parse(text);

describe('moments that a policy cannot tell apart', () => {
  test.each([
    ['every moment, where it names no time', {}, '2020-01-01T00:00Z', '2030-05-05T12:00Z', true],
    [
      'before and after the midnight in Japan that ends a date',
      { until: '2026-11-24' },
      '2026-11-24T14:59:59.999Z',
      '2026-11-24T15:00Z',
      false,
    ],
    [
      'a minute before and at the time of day',
      { hours: { from: '08:30', to: '17:15' } },
      '2026-11-24T08:29:59+09:00',
      '2026-11-24T08:30:00+09:00',
      false,
    ],
    [
      'two days of the week',
      { hours: { days: ['mon' as const] } },
      '2026-11-23T10:00+09:00',
      '2026-11-24T10:00+09:00',
      false,
    ],
    [
      'two moments of one morning',
      { hours: { from: '08:30', to: '17:15' } },
      '2026-11-24T08:31:00+09:00',
      '2026-11-24T11:59:00+09:00',
      true,
    ],
  ])('%s', (_, fields, one, other, same) => {
    const classOf = timeClasses(listed(fields));
    expect(classOf(at(one)) === classOf(at(other))).toBe(same);
  });

  test('of one class have one answer, whatever the hours and dates', () => {
    const day = fc.constantFrom('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun');
    const time = fc
      .integer({ min: 0, max: 24 * 60 - 1 })
      .map(
        (m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`,
      );
    const moment = fc
      .integer({ min: at('2026-11-20T00:00Z'), max: at('2026-11-30T00:00Z') })
      .map((ms) => new Date(ms).toISOString());
    const scope = fc.record(
      {
        hours: fc.record(
          { days: fc.uniqueArray(day, { minLength: 1 }), from: time, to: time },
          { requiredKeys: [] },
        ),
        from: fc.oneof(
          moment,
          moment.map((text) => text.slice(0, 10)),
        ),
        until: moment,
      },
      { requiredKeys: [] },
    );
    const instant = fc.integer({ min: at('2026-11-19T00:00Z'), max: at('2026-12-01T00:00Z') });
    fc.assert(
      fc.property(scope, fc.array(instant, { minLength: 30, maxLength: 60 }), (fields, moments) => {
        const classOf = timeClasses(listed(fields as Partial<List>));
        const compiled = compileScope(fields as Partial<List>);
        const known = new Map<string, boolean>();
        for (const each of moments) {
          const counts = isAt(compiled, each);
          expect(known.get(classOf(each)) ?? counts).toBe(counts);
          known.set(classOf(each), counts);
        }
      }),
      { numRuns: 300 },
    );
  });
});
