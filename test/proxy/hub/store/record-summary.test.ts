import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { arrived, decision } from './store-samples.ts';

test('two days are added up: by hour and action, and the ten most refused hosts', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sekisho-summary-'));
  {
    await using store = await openSqliteStore(folder);
    const records = Array.from({ length: 12 }, (_, host) =>
      ['2026-11-22T23:30:00.000Z', '2026-11-23T00:30:00.000Z', '2026-11-23T00:40:00.000Z'].flatMap(
        (at, day) =>
          Array.from({ length: host + 1 }, () =>
            decision({ at, host: `h${host}.jp`, user: day === 0 ? 'a' : 'b' }),
          ),
      ),
    ).flat();
    const old = decision({ at: '2026-11-22T22:00:00.000Z', host: 'old.jp' });
    const all = [...records, old].map((record, index) => arrived('t', index + 1, record));
    await store.records.ingest('t', all);
    const { hours, refused } = await store.records.summary('2026-11-22T23:00:00.000Z');
    expect(hours.toSorted((one, other) => (one.hour < other.hour ? -1 : 1))).toEqual([
      { hour: '2026-11-22T23', action: 'block', count: 78 },
      { hour: '2026-11-23T00', action: 'block', count: 156 },
    ]);
    expect(refused).toHaveLength(10);
    expect(refused[0]).toEqual({ host: 'h11.jp', count: 36, users: 2 });
    expect(refused.map(({ host }) => host)).not.toContain('old.jp');
  }
  await rm(folder, { recursive: true });
});
