/** An account of a Mastodon server whose list of posts is read: what it says, and what came of it. */
import type { Fetched } from '../../proxy/hub/feeds/fetch-feed.ts';
import { createKeptImports } from '../../proxy/hub/imports/keep-imports.ts';
import { type Change, makeChange } from '../../proxy/hub/records/hub-audit.ts';
import type { StoredPosting } from '../../proxy/hub/store/content-stores.ts';
import { openSqliteStore } from '../../proxy/hub/store/open-sqlite-store.ts';
import type { Store } from '../../proxy/hub/store/store.ts';
import { createLog } from '../../proxy/platform/log.ts';
import { postingRuleSchema } from '../../shared/policy/posting-schema.ts';
import { arrived } from '../proxy/hub/store/store-samples.ts';
import { temporaryFolder } from './audit-records.ts';
import { contentDecision, outcomeOf, posting } from './content-records.ts';

/** When the first reading is. */
export const start = Date.parse('2026-11-29T00:00:00Z');
export const hour = 3_600_000;
export const address = (key: string) => `https://mstdn.example/@yokote/${key}`;
export const iso = (at: number) => new Date(at).toISOString();
export const status = (key: string, content: string, at: number) => ({
  id: key,
  uri: `https://mstdn.example/users/yokote/statuses/${key}`,
  url: address(key),
  created_at: iso(at),
  content: `<p>${content}</p>`,
});
export const terms = { byService: new Map(), others: iso(0), now: '' };

export interface ImportWorld extends AsyncDisposable {
  now: number;
  /** What the server says: posts, or an answer as it is. */
  list: Fetched | readonly object[];
  /** How many posts a page holds; pages but the first cannot be read. */
  pageOf: number;
  isBroken: boolean;
  /** `import` of the policy. */
  source: object;
  readonly asked: { url: string; etag: string | null }[];
  readonly changes: Change[];
  readonly store: Store;
  readonly imports: ReturnType<typeof createKeptImports>;
  readAt(at: number, next: Fetched | readonly object[]): Promise<void>;
  logged(state?: 'outside' | 'open'): Promise<StoredPosting[]>;
  /** A posting of it goes through a terminal. @param key null: its address is not known */
  passes(key: string | null, text: string, at: number, act?: 'post' | 'edit'): Promise<void>;
}

export async function openImportWorld(): Promise<ImportWorld> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryFolder());
  const store = stack.use(await openSqliteStore(folder.path));
  let sent = 0;
  const imports = createKeptImports({
    store: store.imports,
    policy: () => ({
      posting: [
        postingRuleSchema.parse({
          service: 'mastodon',
          responsible: 'sns',
          accounts: [{ name: '@yokote', posters: ['tanaka'], import: world.source }],
        }),
      ],
    }),
    async fetch(url, known) {
      const { list, asked, pageOf } = world;
      const before = new URL(url).searchParams.get('max_id');
      if (before === null) asked.push({ url, etag: known?.etag ?? null });
      if (before !== null && world.isBroken) return { failure: 'timeout' };
      if (!Array.isArray(list)) return list as Fetched;
      const from = before === null ? 0 : list.findIndex(({ id }) => id === before) + 1;
      const bytes = Buffer.from(JSON.stringify(list.slice(from, from + pageOf)));
      return { bytes, etag: `"${asked.length}"`, lastModified: null };
    },
    audit: {
      record: async (change) => void world.changes.push(change),
      left(change) {
        world.changes.push(change);
        const { id, ...rest } = makeChange(change, world.now);
        return { id, json: JSON.stringify({ id, ...rest }) };
      },
      settle: async () => {},
    },
    signal: new AbortController().signal,
    now: () => world.now,
    log: createLog('hub', 'silent'),
  });
  const held = stack.move();
  const world: ImportWorld = {
    ...{ now: start, list: [], pageOf: 40, isBroken: false, asked: [], changes: [] },
    source: {
      from: 'mastodon',
      url: 'https://mstdn.example/api/v1/accounts/1/statuses',
      every: 'PT1H',
    },
    store,
    imports,
    async readAt(at, next) {
      [world.now, world.list] = [at, next];
      await imports.tick();
    },
    async logged(state) {
      const query = { services: null, terms, ...(state && { state }) };
      return (await store.postings.page(query, null, 50)).postings;
    },
    async passes(key, text, at, act = 'post') {
      const record = contentDecision(++sent, iso(at), {
        postings: [posting({ service: 'mastodon', account: '@yokote', act, text })],
      });
      const outcome = outcomeOf(record, {
        postings: [{ taken: true, address: key === null ? null : address(key) }],
      });
      await store.records.ingest('t', [
        arrived('t', sent * 2 - 1, record),
        arrived('t', sent * 2, outcome),
      ]);
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
  await imports.tick();
  return world;
}
