/** What pages wanted, and what observing proposes, of 200,000 refusals over a week, in ms. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqliteStore } from '../../proxy/hub/store/open-sqlite-store.ts';
import { learn } from '../../proxy/hub/wanted/learning.ts';
import { pagesWanted } from '../../proxy/hub/wanted/pages-wanted.ts';
import { compilePolicy } from '../../shared/policy/compile.ts';
import { arrived } from '../proxy/hub/store/store-samples.ts';
import { decisionRecord } from '../support/audit-records.ts';
import { smallPolicy } from '../support/small-policy.ts';

const count = 200_000;
const portion = 5000;
const rounds = 5;
const dayMs = 86_400_000;
const until = Date.parse('2026-11-30T00:00:00Z');
const since = new Date(until - 7 * dayMs).toISOString();

export async function run(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sekisho-bench-'));
  try {
    await using store = await openSqliteStore(folder);
    for (let at = 0; at < count; at += portion) {
      await store.records.ingest(
        't',
        Array.from({ length: portion }, (_, n) => line(at + n)),
      );
    }
    const list = { id: 'city', title: '市', action: 'allow', owner: 'x', reason: 'x' } as const;
    const lists = [{ ...list, entries: ['city.example'] }];
    const policy = compilePolicy(smallPolicy({ destinations: { default: 'block', lists } }));
    const refused = await store.refusals.wanted(since, 'refused');
    const observed = await store.refusals.wanted(since, 'observed');
    say('rows when added up', `${refused.length} refused, ${observed.length} observed`);
    say(
      'refused by page, from the store',
      await timed(() => store.refusals.wanted(since, 'refused')),
    );
    say('refused by page, judged', await timed(async () => pagesWanted(refused, policy, until)));
    say('observed, from the store', await timed(() => store.refusals.wanted(since, 'observed')));
    say('observed, a list proposed', await timed(async () => learn(observed, policy, until)));
    say('one domain, for a request', await timed(() => store.refusals.below('h7.example', since)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Half refused, half observed: 500 people, 400 pages, 3,000 hosts, the first of them most often. */
function line(n: number) {
  const skew = (most: number, by: number) => Math.floor(most * (((n * by) % 1009) / 1009) ** 3);
  const host = `www${n % 3}.h${skew(1000, 7)}.example`;
  const user = `user${skew(500, 13)}`;
  const record = decisionRecord(n, {
    at: new Date(until - 1 - ((n * 7919) % (7 * 86_400)) * 1000).toISOString(),
    initiator: n % 11 === 0 ? null : `page${skew(400, 17)}.city.example`,
    act: n % 13 === 0 ? 'navigate' : 'request',
    who: { user, unit: `unit${skew(20, 3)}`, identity: 'declared' },
    destination: { scheme: 'https', host, port: 443, path: `/a/${n % 50}` },
    reason: 'default',
    rule: 'destinations.default',
    action: n % 2 === 0 ? 'block' : 'allow',
    would: n % 2 === 0 ? null : 'block',
  });
  return arrived('t', n + 1, record);
}

async function timed(work: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  const median = times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  return `${median.toFixed(1)} ms (slowest ${(times.at(-1) ?? 0).toFixed(1)})`;
}

function say(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(44)} ${value}\n`);
}
