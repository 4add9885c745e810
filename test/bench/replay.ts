/**
 * A draft over 1,000,000 recorded decisions in day files: seconds, and whether a sample of them is
 * counted as deciding each afresh counts it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { runReplay } from '../../proxy/hub/replay/run-replay.ts';
import { openSqliteStore } from '../../proxy/hub/store/open-sqlite-store.ts';
import type { Store } from '../../proxy/hub/store/store.ts';
import { compilePolicy } from '../../shared/policy/compile.ts';
import { answerTo } from '../../shared/policy/decide-recorded.ts';
import { createReplay, replayWith } from '../../shared/policy/replay.ts';
import { reportOf } from '../../shared/policy/replay-tally.ts';
import { arrived } from '../proxy/hub/store/store-samples.ts';
import { seedDecisions, seedDraft, seedPolicy } from '../support/seed-decisions.ts';
import { smallPolicy } from '../support/small-policy.ts';

const count = 1_000_000;
const days = 30;
const allowed = 5000;
const until = Date.parse('2026-11-30T00:00:00Z');
const seeding = { count, until, days, hosts: 20_000, users: 300 };
const since = new Date(until - days * 86_400_000).toISOString();
const rounds = 3;

export async function run(): Promise<void> {
  const current = seedPolicy(smallPolicy(), allowed);
  const draft = seedDraft(smallPolicy(), allowed);
  const folder = await mkdtemp(path.join(tmpdir(), 'sekisho-bench-'));
  try {
    await using store = await openSqliteStore(folder);
    await seed(store, current);
    const sources = await store.records.sources(since);
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      const run = runReplay({ policy: draft, since }, sources);
      const shown = setInterval(() => say('… records looked at', String(run.looked())), 2000);
      const report = await run.report;
      clearInterval(shown);
      const seconds = (performance.now() - began) / 1000;
      say(`replay of ${report?.decisions} decisions`, `${seconds.toFixed(2)} s`);
      if (round === 0) say('counts', JSON.stringify(report?.counts));
    }
    compareSample(current, draft);
    await stall(store, draft, sources);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function seed(store: Store, policy: ReturnType<typeof smallPolicy>): Promise<void> {
  let some: ReturnType<typeof arrived>[] = [];
  let seq = 0;
  for (const record of seedDecisions(policy, seeding)) {
    seq += 1;
    some.push(arrived('t', seq, record));
    if (some.length < 10_000) continue;
    await store.records.ingest('t', some);
    some = [];
  }
  await store.records.ingest('t', some);
}

function compareSample(current: ReturnType<typeof smallPolicy>, draft: typeof current): void {
  const compiled = compilePolicy(draft);
  const quick = createReplay(draft);
  const afresh = replayWith(draft.mode, (question) => answerTo(compiled, question));
  let index = 0;
  for (const record of seedDecisions(current, seeding)) {
    index += 1;
    if (index % 10 !== 0) continue;
    quick.add(record, 't');
    afresh.add(record, 't');
  }
  const same = isDeepStrictEqual(reportOf(quick.tally), reportOf(afresh.tally));
  say(`a sample of ${count / 10}, decided afresh`, same ? 'equal' : 'DIFFERENT');
  if (!same) process.exitCode = 1;
}

/** How long the hub's own thread is kept from its work meanwhile. */
async function stall(
  store: Store,
  policy: ReturnType<typeof smallPolicy>,
  sources: Awaited<ReturnType<Store['records']['sources']>>,
): Promise<void> {
  const replay = runReplay({ policy, since }, sources);
  let longest = 0;
  let slowest = 0;
  let running = true;
  const ended = replay.report.then(() => {
    running = false;
  });
  while (running) {
    const began = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 10));
    longest = Math.max(longest, performance.now() - began - 10);
    const asked = performance.now();
    await store.accounts.hasAdministrator();
    slowest = Math.max(slowest, performance.now() - asked);
  }
  await ended;
  say(
    'the hub meanwhile: longest stall, slowest query',
    `${longest.toFixed(0)} ms, ${slowest.toFixed(0)} ms`,
  );
}

function say(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(50)} ${value}\n`);
}
