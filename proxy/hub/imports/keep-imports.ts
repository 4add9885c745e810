/**
 * Each account's own list of posts is read in its turn, and compared with the posting log:
 *
 *   due → fetch, page by page (304: nothing new) → mask → known, and the same text?  nothing
 *                                                  passed the barrier?        remembered
 *                                                  younger than the grace?    next time
 *                                                  else                       into the log, to review
 *
 * A terminal's records may come late: what was found outside and passed after all is taken back.
 * What is known, and stands in the list no more, is marked as gone; no row goes for that.
 */
import { addDuration } from '../../../shared/policy/duration.ts';
import { defaultImportEvery, type Import } from '../../../shared/policy/import-schema.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { ImportFailure, ImportOutcome } from '../../../shared/protocol/posting-imports.ts';
import type { Log } from '../../platform/log.ts';
import { errorCode } from '../../record/audit-log-error.ts';
import type { Fetched, Known } from '../feeds/fetch-feed.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import type { ImportState, ImportStore } from '../store/import-store.ts';
import { createComparePosts } from './compare-posts.ts';
import { changeOf, type KnownImport } from './known-import.ts';
import { createLookForGone } from './look-for-gone.ts';
import { readList } from './read-list.ts';

export interface KeepImportsOptions {
  readonly store: ImportStore;
  readonly policy: () => Pick<Policy, 'posting'>;
  readonly fetch: (url: string, known: Known | null, maxBytes: number) => Promise<Fetched>;
  readonly audit: Pick<HubAudit, 'record' | 'left' | 'settle'>;
  /** The hub ends: what is broken off says nothing of its list. */
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly log: Log;
}

const minute = 60_000;
const retryMs = 15 * minute;
/** What is known of older pages is looked at once a day. */
const throughMs = 24 * 60 * minute;

export function importsOf({ posting = [] }: Pick<Policy, 'posting'>): KnownImport[] {
  return posting.flatMap(({ service, accounts }) =>
    accounts.flatMap(({ name, import: source }) =>
      source === undefined ? [] : [{ service, account: name, source }],
    ),
  );
}

export function createKeptImports(options: KeepImportsOptions) {
  const { store, policy, fetch, audit, signal, now, log } = options;
  const time = () => new Date(now()).toISOString();
  const compare = createComparePosts({ store, audit, now });
  const lookForGone = createLookForGone({ store, audit, now });
  /** When all pages were read last, and what is being read. */
  const throughAt = new Map<string, number>();
  const reading = new Map<string, Promise<void>>();

  function isDue(state: ImportState, source: Import): boolean {
    if (state.checkedAt === null) return true;
    const every = addDuration(0, source.every ?? defaultImportEvery);
    const wait = state.failure === null ? every : Math.min(every, retryMs);
    return now() >= Date.parse(state.checkedAt) + wait;
  }

  /** @param isThrough all pages, whatever is known of them */
  async function look(
    each: KnownImport,
    state: ImportState,
    isThrough: boolean,
  ): Promise<ImportOutcome | null> {
    const { service } = each;
    const list = await readList(each.source, {
      fetch,
      known: isThrough ? null : state,
      isEnough: async ({ key, at }) =>
        at < state.since || (!isThrough && (await store.known(service, [key])).length > 0),
    });
    if (signal.aborted) return null;
    const checkedAt = time();
    if (list === 'same') {
      await store.put({ ...state, checkedAt, failure: null });
      return nothing;
    }
    if ('failure' in list) return fail(each, state, list.failure);
    if (isThrough) throughAt.set(nameOf(each), now());
    const { found, isDecided } = await compare(each, state, list.posts);
    const moved = await lookForGone(each, list);
    // While the record of a post may still come, the list is read again in full.
    const { etag, lastModified } = isDecided ? list : { etag: null, lastModified: null };
    await store.put({ ...state, checkedAt, etag, lastModified, failure: null });
    const { pages, posts, isCut } = list;
    return { failure: null, pages, read: posts.length, found, ...moved, isCut };
  }

  async function fail(
    each: KnownImport,
    state: ImportState,
    code: ImportFailure,
  ): Promise<ImportOutcome> {
    const isSame = state.failure?.code === code;
    const failure = isSame ? state.failure : { code, since: time() };
    await store.put({ ...state, checkedAt: time(), failure });
    if (!isSame) {
      log.warn({ service: each.service, failure: code }, 'posts of an account could not be read');
      await audit.record(changeOf('import-failed', each, { detail: code }));
    }
    return { ...nothing, failure: code };
  }

  /** One reading of an account's list at a time. */
  function inTurn<T>(each: KnownImport, work: () => Promise<T>): Promise<T> {
    const name = nameOf(each);
    const run = (reading.get(name) ?? Promise.resolve()).then(work);
    const settled = run.then(
      () => {},
      () => {},
    );
    reading.set(name, settled);
    return run;
  }

  /** As it is kept; another address begins with what is new. */
  async function stateOf(each: KnownImport): Promise<ImportState> {
    const { service, account, source } = each;
    const definition = JSON.stringify(source);
    const all = await store.states();
    const found = all.find((one) => one.service === service && one.account === account);
    if (found?.definition === definition) return found;
    const none = { checkedAt: null, etag: null, lastModified: null, failure: null };
    const state = { service, account, definition, since: found?.since ?? time(), ...none };
    await store.forgetListed(service, account);
    await store.put(state);
    return state;
  }

  return {
    /** Reads what is due, one after the other. */
    async tick(): Promise<void> {
      const all = importsOf(policy());
      await store.keepOnly(all);
      for (const each of all) {
        if (signal.aborted) return;
        await inTurn(each, async () => {
          const state = await stateOf(each);
          if (!isDue(state, each.source)) return;
          const isThrough = now() - (throughAt.get(nameOf(each)) ?? 0) >= throughMs;
          await look(each, state, isThrough);
        }).catch((error: unknown) => {
          log.error({ code: errorCode(error), service: each.service }, 'an import broke off');
        });
      }
    },
    /** Reads all pages of one at once. @returns null: there is none, or the hub ends */
    async readNow(service: string, account: string): Promise<ImportOutcome | null> {
      const all = importsOf(policy());
      const each = all.find((one) => one.service === service && one.account === account);
      if (each === undefined) return null;
      return inTurn(each, async () => look(each, await stateOf(each), true));
    },
    states: () => store.states(),
  };
}

const nothing: ImportOutcome = {
  failure: null,
  pages: 0,
  read: 0,
  found: 0,
  gone: 0,
  back: 0,
  isCut: false,
};

function nameOf({ service, account }: KnownImport): string {
  return JSON.stringify([service, account]);
}
