import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runReplay } from '../../../../proxy/hub/replay/run-replay.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import type { RecordSource } from '../../../../proxy/hub/store/store.ts';
import type { DecisionRecord } from '../../../../shared/audit/record.ts';
import { compilePolicy } from '../../../../shared/policy/compile.ts';
import { answerTo } from '../../../../shared/policy/decide-recorded.ts';
import { replayWith } from '../../../../shared/policy/replay.ts';
import { reportOf } from '../../../../shared/policy/replay-tally.ts';
import { feedBytes } from '../../../support/feed-set.ts';
import { hostOf, seedDecisions, seedDraft, seedPolicy } from '../../../support/seed-decisions.ts';
import { smallPolicy } from '../../../support/small-policy.ts';
import { arrived } from '../store/store-samples.ts';

const until = Date.parse('2026-11-28T00:00:00Z');
const since = '2026-11-24T00:00:00.000Z';
const current = seedPolicy(smallPolicy(), 200);
const draft = seedDraft(smallPolicy(), 200);
const records = [
  ...seedDecisions(current, { count: 45_000, until, days: 5, hosts: 1000, users: 30 }),
];

let folder: string;
let sources: RecordSource[];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-replay-'));
  await using store = await openSqliteStore(folder);
  const lines = records.map((record, index) => arrived('t', index + 1, record));
  for (let at = 0; at < lines.length; at += 5000) {
    await store.records.ingest('t', lines.slice(at, at + 5000));
  }
  sources = await store.records.sources(since);
});
afterAll(() => rm(folder, { recursive: true }));

function afresh(policy: typeof draft, of: readonly DecisionRecord[]) {
  const compiled = compilePolicy(policy);
  const replay = replayWith(policy.mode, (question) => answerTo(compiled, question));
  for (const each of of) replay.add(each, 't');
  return reportOf(replay.tally);
}

/** Threads meet records in an order of their own: which of them are samples is chance. */
function ofNoOrder<R extends Awaited<ReturnType<typeof runReplay>['report']>>(report: R) {
  return {
    ...report,
    groups: report?.groups
      .map(({ people, samples, ...group }) => ({
        ...group,
        people: people.length,
        samples: samples.length,
      }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    rules: report?.rules.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}

describe('a replay over day files', () => {
  test.each([1, 2])('by %i threads equals deciding each record afresh', async (threads) => {
    const run = runReplay({ policy: draft, since }, sources, threads);
    const report = await run.report;
    const expected = afresh(
      draft,
      records.filter(({ at }) => at >= since),
    );
    expect(expected.counts.blocked).toBeGreaterThan(100);
    expect(expected.counts.allowed).toBeGreaterThan(10);
    expect(expected.incomparable['query-not-recorded']).toBeGreaterThan(0);
    expect(ofNoOrder(report)).toEqual(ofNoOrder(expected));
    expect(run.looked()).toBe(run.total);
  });

  test('against the policy that they were decided by changes nothing', async () => {
    const report = await runReplay({ policy: current, since }, sources).report;
    expect(report?.counts.unchanged).toBe(report?.decisions);
    expect(report?.groups).toEqual([]);
  });

  test('asks the snapshots of the feeds', async () => {
    const list = {
      id: 'malware',
      title: '不正',
      action: 'block',
      owner: '課',
      reason: '業務',
    } as const;
    const { destinations } = current;
    const fed = {
      ...current,
      destinations: {
        ...destinations,
        lists: [...(destinations.lists ?? []), { ...list, entries: [], feed: { file: 'hosts' } }],
      },
    };
    const snapshot = path.join(folder, 'malware');
    await writeFile(snapshot, feedBytes([hostOf(1)]));
    const without = await runReplay({ policy: fed, since }, sources).report;
    expect(without?.counts.blocked).toBe(0);
    const order = { policy: fed, since, snapshots: { malware: snapshot } };
    const report = await runReplay(order, sources).report;
    expect(report?.counts.blocked).toBeGreaterThan(100);
    expect(report?.rules.map(({ rule }) => rule)).toContain(`malware/${hostOf(1)}`);
  });

  test('that is cancelled ends without a report', async () => {
    const run = runReplay({ policy: draft, since }, sources);
    await run.cancel();
    expect(await run.report).toBeNull();
    expect(run.looked()).toBeLessThan(run.total);
  });

  test('goes on without a day that retention took away', async () => {
    const gone = { file: path.join(folder, 'records-2020-01-01.db'), rows: 10 };
    const report = await runReplay({ policy: current, since }, [gone]).report;
    expect(report?.decisions).toBe(0);
  });

  test('over a file that is damaged fails, and says so', async () => {
    const damaged = { file: path.join(import.meta.dirname, 'run-replay.test.ts'), rows: 10 };
    await expect(runReplay({ policy: current, since }, [damaged]).report).rejects.toThrow();
  });

  test('over nothing is empty', async () => {
    expect((await runReplay({ policy: current, since }, []).report)?.decisions).toBe(0);
  });
});
