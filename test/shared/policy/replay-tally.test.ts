import { describe, expect, test } from 'vitest';
import {
  addTally,
  type Changed,
  countChanged,
  countIncomparable,
  countSeen,
  emptyTally,
  reportOf,
} from '../../../shared/policy/replay-tally.ts';
import { replayReportSchema } from '../../../shared/protocol/replay.ts';

const before = { action: 'allow', reason: 'entry', rule: 'work/a.example' } as const;
const after = { action: 'block', reason: 'default', rule: 'destinations.default' } as const;

function changed(n: number, fields: Partial<Changed> = {}): Changed {
  const at = `2026-11-${String(10 + (n % 15)).padStart(2, '0')}T00:00:00.000Z`;
  const who = { user: `u${n % 3}`, unit: n % 2 === 0 ? '教育委員会' : null };
  return {
    change: 'blocked',
    host: 'a.example',
    before,
    after,
    id: `id-${n}`,
    at,
    ...who,
    ...fields,
  };
}

function tallyOf(numbers: readonly number[], fields: (n: number) => Partial<Changed> = () => ({})) {
  const tally = emptyTally();
  for (const n of numbers) {
    const each = changed(n, fields(n));
    countSeen(tally, each.at);
    countChanged(tally, each);
  }
  return tally;
}

describe('the tally of a replay', () => {
  test('groups by host, what was done and what would be, with who and when', () => {
    const report = reportOf(tallyOf([0, 1, 2, 3, 4]));
    expect(replayReportSchema.parse(report)).toEqual(report);
    expect(report.groups).toEqual([
      {
        change: 'blocked',
        host: 'a.example',
        before,
        after,
        count: 5,
        first: '2026-11-10T00:00:00.000Z',
        last: '2026-11-14T00:00:00.000Z',
        people: [
          { user: 'u0', unit: '教育委員会', count: 1 },
          { user: 'u1', unit: null, count: 1 },
          { user: 'u2', unit: '教育委員会', count: 1 },
          { user: 'u0', unit: null, count: 1 },
          { user: 'u1', unit: '教育委員会', count: 1 },
        ],
        persons: 5,
        samples: ['id-0', 'id-1', 'id-2'],
      },
    ]);
    expect(report.units).toEqual([
      { unit: '教育委員会', blocked: 3, warned: 0, allowed: 0 },
      { unit: null, blocked: 2, warned: 0, allowed: 0 },
    ]);
  });

  test('counts hosts and people of each rule', () => {
    const report = reportOf(
      tallyOf([0, 1, 2, 3], (n) => ({ host: `h${n % 2}.example`, user: 'u', unit: null })),
    );
    expect(report.rules).toEqual([
      {
        change: 'blocked',
        rule: 'destinations.default',
        reason: 'default',
        count: 4,
        hosts: 2,
        persons: 1,
      },
    ]);
  });

  test('lists 300 groups of each change, the most frequent first, and counts the rest', () => {
    const numbers = Array.from({ length: 400 }, (_, n) => n);
    const report = reportOf(
      tallyOf([...numbers, 7], (n) => ({ host: `${String(n).padStart(3, '0')}.example` })),
    );
    expect(report.groups).toHaveLength(300);
    expect(report.groups[0]).toMatchObject({ host: '007.example', count: 2 });
    expect(report.groupsLeft).toBe(100);
    expect(report.counts.blocked).toBe(401);
  });

  test('of two parts is the tally of the whole', () => {
    const numbers = Array.from({ length: 60 }, (_, n) => n);
    const fields = (n: number) => ({ host: `h${n % 7}.example` });
    const whole = tallyOf(numbers, fields);
    countIncomparable(whole, 'content', 5);
    const parts = tallyOf(numbers.slice(0, 31), fields);
    countIncomparable(parts, 'content', 2);
    const rest = tallyOf(numbers.slice(31), fields);
    countIncomparable(rest, 'content', 3);
    addTally(parts, structuredClone(rest));
    expect(reportOf(parts)).toEqual(reportOf(whole));
  });

  test('of nothing says so', () => {
    const counts = { blocked: 0, warned: 0, allowed: 0, unchanged: 0, incomparable: 0 };
    const none = { incomparable: {}, groups: [], groupsLeft: 0, rules: [], units: [] };
    expect(reportOf(emptyTally())).toEqual({
      decisions: 0,
      first: null,
      last: null,
      counts,
      ...none,
    });
  });
});
