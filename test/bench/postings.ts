/**
 * Reading the posting log of 200,000 postings: pages, filters, counts, the chart, and the search, in
 * ms. The search is held against looking through all texts, as was done before there was an index:
 * the same store, the same run, in turn.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PostingQuery } from '../../proxy/hub/store/content-stores.ts';
import { openSqliteStore } from '../../proxy/hub/store/open-sqlite-store.ts';
import { arrived } from '../proxy/hub/store/store-samples.ts';
import { searchTexts } from '../support/search-texts.ts';
import { seedContent } from '../support/seed-content.ts';

const count = 200_000;
const portion = 5000;
const rounds = 7;
const until = Date.parse('2026-11-30T00:00:00Z');
const terms = {
  byService: new Map([['x', '2026-11-28T00:00:00.000Z']]),
  others: '2026-11-23T00:00:00.000Z',
  now: '2026-11-30T00:00:00.000Z',
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
];

/** `鶴` and `亀` stand in all texts of one service each; `竹松` and `松梅` in all, `竹松梅` in none. */
const searches: readonly (readonly [string, Partial<PostingQuery>])[] = [
  ['one character that all have', { text: '市' }],
  ['one character that none has', { text: '鯨' }],
  ['two characters that all have', { text: '横手' }],
  ['two characters that many have', { text: '雪道' }],
  ['two characters that none has', { text: '鯨祭' }],
  ['pairs that all have, the word none', { text: '竹松梅' }],
  ['a word that one has', { text: '一度きり' }],
  ['two words, each in all of another service', { text: '鶴 亀' }],
  ['a word and a service that never has it', { text: '鶴', service: 'bluesky' }],
  ['a common word, an SNS manager’s own that lack it', { text: '鶴', services: ['bluesky', 'x'] }],
  [
    'a common word, a poster, an act, a month',
    {
      text: '横手',
      user: 'yamada',
      act: 'edit',
      since: '2026-11-01T00:00:00Z',
      until: '2026-11-02T00:00:00Z',
    },
  ],
  ['a common word of those to review', { text: '横手', state: 'open' }],
  [
    'a word of one service, overdue elsewhere',
    { text: '鶴', state: 'overdue', service: 'bluesky' },
  ],
  ['a common word of those reviewed (none)', { text: '横手', state: 'reviewed' }],
  ['a sentence that none has', { text: '市民の皆様に大切なお知らせがありますのでご覧ください鯨' }],
];

export async function run(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sekisho-bench-'));
  try {
    await using store = await openSqliteStore(folder);
    const lines = seedContent(count, until, texts()).map((record, index) =>
      arrived('t', index + 1, record),
    );
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
    say('\nsearch', 'by the index · by all texts · ratio');
    for (const [name, filter] of searches) await compare(folder, store, name, filter);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function texts(): (n: number) => string {
  const text = searchTexts(7);
  return (n) => {
    const own = ['鶴', '亀', '兎'][(n >> 1) % 3];
    return `${text(60 + (n % 5) * 40)} 竹松 松梅 ${own}${n === 777 ? ' 一度きり' : ''}`;
  };
}

type Store = Awaited<ReturnType<typeof openSqliteStore>>;

async function compare(
  folder: string,
  store: Store,
  name: string,
  filter: Partial<PostingQuery>,
): Promise<void> {
  const query: PostingQuery = { services: null, terms, ...filter };
  await using other = await openSqliteStore(folder);
  const file = new DatabaseSync(path.join(folder, 'hub.db'));
  const found = await store.postings.page(query, null, 50);
  const indexed = await times(() => store.postings.page(query, null, 50));
  // A row without a number says that the index is not whole: all texts are looked through.
  const all =
    'update postings set number = null where rowid = (select rowid from postings where number = ?)';
  const { number } = file.prepare('select min(number) as number from postings').get() as {
    number: number;
  };
  file.prepare(all).run(number);
  const looked = await other.postings.page(query, null, 50);
  const through = await times(() => other.postings.page(query, null, 50));
  file.prepare('update postings set number = ? where number is null').run(number);
  file.close();
  const isSame = JSON.stringify(found.postings) === JSON.stringify(looked.postings);
  const [fast, slow] = [median(indexed), median(through)];
  say(
    `  ${name}`,
    `${fast.toFixed(1)} (slowest ${Math.max(...indexed).toFixed(1)}) · ${slow.toFixed(1)} · ${(slow / fast).toFixed(1)}×${isSame ? '' : '  NOT THE SAME'}`,
  );
}

async function times(work: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await work();
    taken.push(performance.now() - began);
  }
  return taken;
}

function median(taken: readonly number[]): number {
  return taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)] ?? 0;
}

async function timed(work: () => Promise<unknown>): Promise<string> {
  const taken = await times(work);
  return `${median(taken).toFixed(1)} ms (slowest ${Math.max(...taken).toFixed(1)})`;
}

function say(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(52)} ${value}\n`);
}
