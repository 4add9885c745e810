/** Reading the posting log of 200,000 postings: pages, filters, counts and the chart, in ms. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PostingQuery } from '../../proxy/hub/store/content-stores.ts';
import { openSqliteStore } from '../../proxy/hub/store/open-sqlite-store.ts';
import { arrived } from '../proxy/hub/store/store-samples.ts';
import { seedContent } from '../support/seed-content.ts';

const count = 200_000;
const portion = 5000;
const rounds = 7;
const until = Date.parse('2026-11-30T00:00:00Z');
const terms = {
  byService: new Map([['x', '2026-11-28T00:00:00.000Z']]),
  others: '2026-11-23T00:00:00.000Z',
};

const queries: readonly (readonly [string, Partial<PostingQuery>])[] = [
  ['the newest 50', {}],
  ['one service', { service: 'bluesky' }],
  ['the services of an SNS manager', { services: ['x', 'mastodon'] }],
  ['a poster', { user: 'yamada' }],
  ['an account', { account: '@yokote_city' }],
  ['those to review', { state: 'open' }],
  ['those overdue', { state: 'overdue' }],
  ['those reviewed (none: all are looked at)', { state: 'reviewed' }],
  ['those blocked', { state: 'stopped' }],
  ['words that many have', { text: '雪まつり' }],
  ['words that none has (all are looked at)', { text: '桜まつり' }],
];

export async function run(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sekisho-bench-'));
  try {
    await using store = await openSqliteStore(folder);
    const lines = seedContent(count, until).map((record, index) => arrived('t', index + 1, record));
    const began = performance.now();
    for (let at = 0; at < lines.length; at += portion) {
      await store.records.ingest('t', lines.slice(at, at + portion));
    }
    say('ingest', `${Math.round(lines.length / ((performance.now() - began) / 1000))} lines/s`);
    for (const [name, filter] of queries) {
      const query: PostingQuery = { services: null, terms, ...filter };
      say(name, await timed(() => store.postings.page(query, null, 50)));
    }
    say('open and overdue, counted', await timed(() => store.postings.countOpen(null, terms)));
    const span = { since: '2026-11-01', until: '2026-11-30', services: null };
    say('30 days, counted', await timed(() => store.postings.days(span)));
    say('services, named', await timed(() => store.postings.services()));
    say('uploads, the newest 50', await timed(() => store.uploads.page({}, null, 50)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
