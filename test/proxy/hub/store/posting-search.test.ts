import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostingQuery } from '../../../../proxy/hub/store/content-stores.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { foldWords, searchWords } from '../../../../proxy/hub/store/posting-words.ts';
import type { Store } from '../../../../proxy/hub/store/store.ts';
import { contentDecision, outcomeOf, posting } from '../../../support/content-records.ts';
import { arrived } from './store-samples.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-search-'));
});
afterAll(() => rm(folder, { recursive: true }));

const terms = {
  byService: new Map([['x', '2026-11-22T00:00:00.000Z']]),
  others: '2026-11-20',
  now: '',
};
const query = (filter: Partial<PostingQuery>): PostingQuery => ({
  services: null,
  terms,
  ...filter,
});

/** Few characters, so that words meet: kana of both kinds and widths, kanji, wildcards, spaces, marks. */
const letters = fc.constantFrom(...[...'雪祭の市がかカｶﾞＡaB%_\\"\' 　\n。𠮷'], '\u3099');
const text = fc.string({ unit: letters, maxLength: 12 });
const asked = fc.string({ unit: letters, minLength: 1, maxLength: 4 });
const service = fc.constantFrom('x', 'bluesky', 'mastodon');
const row = fc.record({
  text,
  service,
  day: fc.integer({ min: 18, max: 24 }),
  user: fc.constantFrom('tanaka', '雪"田'),
  act: fc.constantFrom('post' as const, 'edit' as const, 'unknown-write' as const),
  isStopped: fc.boolean(),
  taken: fc.constantFrom(true, false, null),
  isReviewed: fc.boolean(),
});
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const filter = fc.record({
  text: asked,
  service: optional(service),
  services: fc.option(fc.subarray(['x', 'bluesky', 'mastodon']), { nil: null }),
  user: optional(fc.constantFrom('tanaka', '雪"田')),
  act: optional(fc.constantFrom('edit' as const, 'post' as const)),
  state: optional(
    fc.constantFrom('open', 'overdue', 'reviewed', 'sent', 'stopped', 'unknown-write'),
  ) as fc.Arbitrary<PostingQuery['state']>,
  since: optional(fc.constant('2026-11-20T00:00:00Z')),
  until: optional(fc.constant('2026-11-23T00:00:00Z')),
});

async function fill(
  store: Store,
  rows: readonly (typeof row extends fc.Arbitrary<infer R> ? R : never)[],
) {
  for (const [index, { day, user, isStopped, taken, isReviewed, ...said }] of rows.entries()) {
    const at = `2026-11-${day}T12:00:00.000Z`;
    const decision = contentDecision(index, at, {
      who: { user, unit: null, identity: 'declared' },
      ...(isStopped ? { action: 'block', handling: 'refuse' } : {}),
      postings: [posting({ ...said, account: null })],
    });
    const seq = index * 2 + 1;
    await store.records.ingest('t', [
      arrived('t', seq, decision),
      arrived('t', seq + 1, outcomeOf(decision, { postings: [{ taken, address: null }] })),
    ]);
    if (isReviewed) await store.postings.review(`t-${seq}-0`, { at, by: 'sato', note: '' });
  }
}

/** All that are there by everything but the text, then those whose text holds the words. */
async function plainly(store: Store, { text: words = '', ...rest }: PostingQuery) {
  const found: { id: string; at: string }[] = [];
  for await (const rows of store.postings.walk(rest)) {
    for (const { id, at, posting: said, user } of rows) {
      const whole = foldWords([said.text, user].filter(Boolean).join('\n'));
      if (searchWords(words).every((word) => whole.includes(word))) found.push({ id, at });
    }
  }
  return found.map(({ id }) => id).sort();
}

test('finds exactly the postings whose folded text holds the words, whatever else is asked', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 25 }),
      fc.array(filter, { minLength: 8, maxLength: 8 }),
      async (rows, filters) => {
        runs += 1;
        await using store = await openSqliteStore(path.join(folder, `run-${runs}`));
        await fill(store, rows);
        for (const each of filters) {
          const { postings, next } = await store.postings.page(query(each), null, 100);
          expect(next).toBeNull();
          expect(postings.map(({ id }) => id).sort()).toEqual(await plainly(store, query(each)));
          const times = postings.map(({ at }) => at);
          expect(times).toEqual(times.toSorted().toReversed());
          const walked: string[] = [];
          let before: string | null = null;
          do {
            const page = await store.postings.page(query(each), before, 2);
            walked.push(...page.postings.map(({ id }) => id));
            before = page.next;
          } while (before !== null);
          expect(walked).toEqual(postings.map(({ id }) => id));
        }
      },
    ),
    { numRuns: 15 },
  );
});

test('a common word of a state that many have comes from the index too', async () => {
  await using store = await openSqliteStore(path.join(folder, 'many'));
  const records = Array.from({ length: 2100 }, (_, index) =>
    arrived(
      't',
      index + 1,
      contentDecision(index, new Date(Date.UTC(2026, 10, 23) + index).toISOString(), {
        postings: [posting({ text: index % 1000 === 7 ? '鶴' : '亀' })],
      }),
    ),
  );
  await store.records.ingest('t', records);
  const ids = async (asked: Partial<PostingQuery>) =>
    (await store.postings.page(query(asked), null, 10)).postings.map(({ id }) => id);
  expect(await ids({ text: '鶴', state: 'open' })).toEqual(['t-2008-0', 't-1008-0', 't-8-0']);
  await store.postings.review('t-1008-0', { at: '2026-11-24T00:00:00.000Z', by: 'sato', note: '' });
  expect(await ids({ text: '鶴', state: 'open' })).toEqual(['t-2008-0', 't-8-0']);
  expect(await ids({ text: '鶴', state: 'reviewed' })).toEqual(['t-1008-0']);
  expect(await ids({ text: '鶴', state: 'overdue' })).toEqual([]);
});
