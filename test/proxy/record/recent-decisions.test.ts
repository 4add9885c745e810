import { describe, expect, it } from 'vitest';
import { createRecentDecisions } from '../../../proxy/record/recent-decisions.ts';
import type { DecisionSummary } from '../../../shared/protocol/link.ts';

function summary(n: number, changes: Partial<DecisionSummary> = {}): DecisionSummary {
  return {
    action: 'block',
    reason: 'default',
    rule: 'destinations.default',
    clause: null,
    id: `id-${n}`,
    at: new Date(1_800_000_000_000 + n * 1000).toISOString(),
    url: 'https://sns.example/',
    host: 'sns.example',
    source: 'proxy',
    ...changes,
  };
}

function ids(summaries: DecisionSummary[]): string[] {
  return summaries.map(({ id }) => id);
}

describe('createRecentDecisions', () => {
  it('gives the latest first', () => {
    const recent = createRecentDecisions();
    for (let n = 1; n <= 4; n++) recent.add('tanaka', summary(n));
    expect(ids(recent.latest('tanaka', 3))).toEqual(['id-4', 'id-3', 'id-2']);
    expect(ids(recent.latest('tanaka', 0))).toEqual([]);
    expect(ids(recent.latest('tanaka', 10))).toHaveLength(4);
  });

  it("shows nobody another person's decisions", () => {
    const recent = createRecentDecisions();
    recent.add('tanaka', summary(1));
    recent.add(null, summary(2));
    expect(recent.byId('suzuki', 'id-1')).toBeNull();
    expect(recent.byId('tanaka', 'id-1')?.id).toBe('id-1');
    expect(recent.byId('tanaka', 'id-2')).toBeNull();
    expect(recent.byId(null, 'id-2')?.id).toBe('id-2');
    expect(recent.byHost('suzuki', 'sns.example', undefined, 0)).toEqual([]);
    expect(recent.latest('suzuki', 10)).toEqual([]);
  });

  it('learns of what was let through that it failed above', () => {
    const recent = createRecentDecisions();
    recent.add('tanaka', summary(1, { action: 'allow' }));
    recent.add('suzuki', summary(2, { action: 'allow' }));
    recent.failed('id-1', 'upstream-refused');
    recent.failed('id-9', 'upstream-refused');
    expect(recent.byId('tanaka', 'id-1')).toMatchObject({ failure: 'upstream-refused' });
    expect(recent.byId('suzuki', 'id-2')).not.toHaveProperty('failure');
  });

  it('drops the fragment and keeps the rest of the URL', () => {
    const recent = createRecentDecisions();
    recent.add('tanaka', summary(1, { url: 'https://sns.example/a?b=c#secret' }));
    expect(recent.latest('tanaka', 1)[0]?.url).toBe('https://sns.example/a?b=c');
  });

  it.each<[string, number | undefined, number, string[]]>([
    ['any port, newest first', undefined, 0, ['id-4', 'id-3', 'id-1']],
    ['the port that the scheme implies', 443, 0, ['id-4', 'id-1']],
    ['a port of its own', 8443, 0, ['id-3']],
    ['nothing before the given time', undefined, 1_800_000_003_000, ['id-4', 'id-3']],
  ])('by host: %s', (_, port, since, expected) => {
    const recent = createRecentDecisions();
    recent.add('tanaka', summary(1));
    recent.add('tanaka', summary(2, { url: 'https://other.example/', host: 'other.example' }));
    recent.add('tanaka', summary(3, { url: 'https://sns.example:8443/' }));
    recent.add('tanaka', summary(4));
    expect(ids(recent.byHost('tanaka', 'sns.example', port, since))).toEqual(expected);
  });

  it('keeps a bounded number of each person', () => {
    const recent = createRecentDecisions({ perUser: 3 });
    for (let n = 1; n <= 5; n++) recent.add('tanaka', summary(n));
    expect(ids(recent.latest('tanaka', 10))).toEqual(['id-5', 'id-4', 'id-3']);
  });

  it('what was stopped outlives what was let through, within half of the room', () => {
    const recent = createRecentDecisions({ perUser: 4 });
    const allow = (n: number) => recent.add('tanaka', summary(n, { action: 'allow' }));
    recent.add('tanaka', summary(1, { action: 'warn' }));
    recent.add('tanaka', summary(2));
    for (let n = 3; n <= 50; n++) allow(n);
    expect(ids(recent.latest('tanaka', 10))).toEqual(['id-50', 'id-49', 'id-2', 'id-1']);
    for (let n = 51; n <= 53; n++) recent.add('tanaka', summary(n));
    allow(54);
    expect(ids(recent.latest('tanaka', 10))).toEqual(['id-54', 'id-53', 'id-52', 'id-51']);
    recent.add('tanaka', summary(55, { action: 'warn', acknowledged: true }));
    for (let n = 56; n <= 60; n++) allow(n);
    expect(recent.byId('tanaka', 'id-55')).toBeNull();
  });

  it('keeps a bounded number altogether: whoever was idle the longest loses first', () => {
    const recent = createRecentDecisions({ perUser: 3, total: 4 });
    for (let n = 1; n <= 3; n++) recent.add('tanaka', summary(n));
    for (let n = 4; n <= 6; n++) recent.add('suzuki', summary(n));
    expect(ids(recent.latest('tanaka', 10))).toEqual(['id-3']);
    expect(ids(recent.latest('suzuki', 10))).toEqual(['id-6', 'id-5', 'id-4']);
    for (let n = 0; n < 1000; n++) recent.add(`user-${n}`, summary(n));
    expect(recent.latest('tanaka', 10)).toEqual([]);
  });
});
