/**
 * Property: no sequence of posts, edits, deletions, retries, double sends and kill -9 (of the gateway,
 * of the hub, of both, with requests under way) loses a posting or records one twice.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import type { PostingRow } from '../../shared/protocol/postings.ts';
import { allRecords } from '../support/all-records.ts';
import { cityPolicy } from '../support/city-policy.ts';
import { type ConsoleClient, firstAdministrator } from '../support/console-client.ts';
import {
  type LoadedPosting,
  type PostingLoad,
  type PostingSite,
  postingAccount,
  startPostingLoad,
  startPostingSite,
} from '../support/posting-load.ts';
import { publishPolicy } from '../support/publish-policy.ts';
import { random } from '../support/random.ts';
import { type System, startSystem } from '../support/start-system.ts';
import { allPostings } from '../support/told-postings.ts';
import { until } from '../support/until.ts';

const rounds = process.env.SEKISHO_SOAK === '1' ? 40 : 4;
const seed = Number(process.env.SEKISHO_SEED ?? 20_261_129);

it(
  `has each posting in the log once, through ${rounds} rounds of kills (seed ${seed})`,
  async () => {
    const dice = random(seed);
    await using posted = await startPostingSite(() => dice() * 60);
    await using system = await startSystem();
    const admin = await firstAdministrator(system.hubUrl, system.setupLink);
    await publishPolicy(admin, (yaml) => policyFor(yaml, posted.site.port));
    let attempts: readonly LoadedPosting[];
    {
      await using load = await startPostingLoad(system, posted.site.port, dice);
      for (let round = 0; round < rounds; round++) await kill(system, load, dice);
      ({ attempts } = load);
    }
    const rows = await everyRow(system, admin);
    expectEachOnce(rows, attempts, posted);
  },
  120_000 + rounds * 60_000,
);

const victims = [['proxy'], ['hub'], ['proxy', 'hub'], ['hub', 'proxy']] as const;

async function kill(system: System, load: PostingLoad, dice: () => number): Promise<void> {
  const chosen = victims[Math.floor(dice() * victims.length)] ?? ['proxy'];
  await wait(dice() * 1_000);
  const before = load.answered;
  const pids = await system.partIds();
  for (const part of chosen) {
    process.kill(pids[part] ?? 0, 'SIGKILL');
    await wait(dice() * 100);
  }
  await until(
    async () => {
      const now = await system.partIds();
      const isBack = chosen.every((part) => now[part] !== undefined && now[part] !== pids[part]);
      return isBack && load.answered > before + 20;
    },
    { every: 100 },
  );
}

/** What the hub shows, once it has every line of the terminal. */
async function everyRow(system: System, admin: ConsoleClient): Promise<PostingRow[]> {
  const log = `${system.home}/proxy/audit`;
  const verified = JSON.parse((await system.run(['audit', 'verify', log])).stdout);
  expect(verified).toMatchObject({ holds: true });
  const since = { since: new Date(Date.now() - 3_600_000 * 6).toISOString() };
  const records = await until(
    async () => {
      const all = await allRecords(admin, since).catch(() => []);
      const ofTerminal = all.filter(({ terminal }) => terminal !== 'hub');
      return ofTerminal.length >= verified.records ? ofTerminal : null;
    },
    { within: 90_000, every: 1_000 },
  );
  const rows = await allPostings(admin, 'bluesky');
  const lines = records.flatMap(({ record }) => {
    if (record.type !== 'decision') return [];
    return (record.postings ?? []).map((posting) => [record.id, posting.act, posting.text]);
  });
  const sorted = (all: unknown[][]) => all.map((each) => JSON.stringify(each)).toSorted();
  expect(sorted(rows.map(({ decision, act, text }) => [decision, act, text]))).toEqual(
    sorted(lines),
  );
  return rows;
}

const keyOf = ({ act, text }: { act: string; text: string }) => `${act} ${text}`;

function counted(all: readonly { act: string; text: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  return counts;
}

function expectEachOnce(
  rows: readonly PostingRow[],
  attempts: readonly LoadedPosting[],
  posted: PostingSite,
): void {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  const sent = counted(rows.filter(({ fate }) => fate === 'sent'));
  const reached = counted(posted.arrived());
  const tried = counted(attempts);
  expect(posted.arrived().length).toBeGreaterThan(rounds * 20);
  // Lost: it reached the service more often than there are lines that let it go.
  expect([...reached].filter(([key, count]) => (sent.get(key) ?? 0) < count)).toEqual([]);
  // Twice: there are more lines than it was sent.
  expect([...counted(rows)].filter(([key, count]) => (tried.get(key) ?? 0) < count)).toEqual([]);
  for (const { act, text, account, who, outcome, fate } of rows) {
    expect({ account, user: who.user }).toEqual({ account: 'yokote.example', user: 'tanaka' });
    if (outcome.address === null) continue;
    // The address is that of this posting, and of no other that was under way.
    const key = outcome.address.split('/').at(-1) ?? '';
    expect({ act, fate, text: posted.textOf(key) }).toEqual({ act, fate: 'sent', text });
  }
  expect(rows.filter(({ outcome }) => outcome.address !== null).length).toBeGreaterThan(
    rounds * 10,
  );
}

function policyFor(yaml: string, port: number): string {
  const document = parseDocument(
    cityPolicy(yaml, { ports: [port], allow: [`city.localhost:${port}`] }),
  );
  const accounts = [{ name: 'yokote.example', ids: [postingAccount], posters: ['tanaka'] }];
  const rule = { service: 'bluesky', responsible: 'kanri', accounts, hosts: ['city.localhost'] };
  document.set('posting', document.createNode([rule]));
  return document.toString();
}
