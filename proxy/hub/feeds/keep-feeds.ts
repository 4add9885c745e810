/**
 * Feeds are kept up to date here, each one thing at a time: files when they change, addresses by their
 * schedule. What comes and is no good leaves the snapshot before in force, and is said.
 */
import { webcrypto } from 'node:crypto';
import { maskText } from '../../../shared/audit/mask.ts';
import type { FeedReport } from '../../../shared/destination/feeds/compile-feed.ts';
import type { FeedFailure } from '../../../shared/destination/feeds/feed-words.ts';
import type { HostSet } from '../../../shared/destination/host-set.ts';
import { addDuration } from '../../../shared/policy/duration.ts';
import { defaultEvery, type Feed } from '../../../shared/policy/feed-schema.ts';
import type { List, Policy } from '../../../shared/policy/schema.ts';
import type { MadeSnapshot } from '../../feeds/make-snapshot.ts';
import type { Log } from '../../platform/log.ts';
import { errorCode } from '../../record/audit-log-error.ts';
import type { Change } from '../records/hub-audit.ts';
import { createTurns } from '../records/turns.ts';
import type { FeedState, FeedStates } from './feed-states.ts';
import type { ReadSource } from './read-source.ts';

export interface KeptFeeds {
  /** Snapshots that count under this policy, by list. */
  sets(policy: Policy): Map<string, HostSet>;
  /** Their SHA-256. */
  hashes(policy: Policy): Record<string, string>;
  state(list: Pick<List, 'id' | 'action' | 'feed'>): FeedState | null;
  /** Of a snapshot that counts now; null for any other hash. */
  file(hash: string): string | null;
  /** Fetches one now, whatever its schedule says. */
  update(list: FeedList): Promise<void>;
  /** Fetches what is due. */
  tick(): Promise<void>;
}

export type FeedList = Pick<List, 'id' | 'action'> & { readonly feed: Feed };

export interface KeepFeedsOptions {
  readonly states: FeedStates;
  readonly policy: () => Policy;
  readonly read: ReadSource;
  readonly compile: (bytes: Uint8Array, list: FeedList) => Promise<MadeSnapshot>;
  /** Another snapshot counts now. */
  readonly changed: () => Promise<void>;
  readonly record: (change: Change) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

const retryMs = 15 * 60_000;

export function createKeptFeeds(options: KeepFeedsOptions): KeptFeeds {
  const { states, policy, read, compile, changed, record, now, log } = options;
  const inTurn = createTurns();
  const time = () => new Date(now()).toISOString();

  /** Of this very definition. */
  function stateOf({ id, action, feed }: Pick<List, 'id' | 'action' | 'feed'>): FeedState | null {
    const state = states.get(id);
    return state?.definition === JSON.stringify({ action, feed }) ? state : null;
  }

  function isDue(list: FeedList): boolean {
    const state = stateOf(list);
    if (state === null || list.feed.file !== undefined) return true;
    const every = addDuration(0, list.feed.every ?? defaultEvery);
    const wait = state.failure === null ? every : Math.min(every, retryMs);
    return now() >= Date.parse(state.checkedAt) + wait;
  }

  async function say(act: Change['act'], list: FeedList, detail: string): Promise<void> {
    await record({ act, actor: null, subject: `list ${list.id}`, detail }).catch((error) => {
      log.error({ code: errorCode(error), act }, 'what became of a feed could not be recorded');
    });
  }

  async function fail(
    list: FeedList,
    before: FeedState,
    failure: FeedFailure,
    report: FeedReport | null,
  ) {
    const same = before.failure?.code === failure;
    const since = same && before.failure !== null ? before.failure.since : time();
    const isSaid =
      same && list.feed.file !== undefined && states.get(list.id)?.stamp === before.stamp;
    if (isSaid) return;
    const said = { code: failure, since, report: masked(report) };
    await states.put(list.id, { ...before, checkedAt: time(), failure: said });
    if (same) return;
    log.warn({ list: list.id, failure }, 'a feed was not taken');
    const counted = report === null ? '' : ` (${report.lines} lines, ${report.taken} taken)`;
    await say('feed-failed', list, `${failure}${counted}`);
  }

  async function take(list: FeedList): Promise<void> {
    const definition = JSON.stringify({ action: list.action, feed: list.feed });
    const before = stateOf(list) ?? emptyState(definition, time());
    const isHere = states.open(before) !== null;
    const isFile = list.feed.file !== undefined;
    // A bad file is not read again until it changes; an address is asked in full until it is good.
    const isKnown = isHere || (isFile && before.failure !== null);
    const source = await read(list.feed, isKnown ? before : null);
    if (source === 'same') {
      if (!isFile) await states.put(list.id, { ...before, checkedAt: time(), failure: null });
      return;
    }
    if ('failure' in source) return fail(list, { ...before, stamp: null }, source.failure, null);
    const { bytes, etag, lastModified, stamp } = source;
    const sourceSha256 = await digest(bytes);
    const seen = { etag, lastModified, stamp, checkedAt: time(), failure: null };
    if (isHere && sourceSha256 === before.sourceSha256) {
      return states.put(list.id, { ...before, ...seen });
    }
    const made = await compile(bytes, list);
    if ('failure' in made) {
      return fail(list, { ...before, stamp }, made.failure, made.report);
    }
    const snapshot = await digest(made.snapshot);
    const report = masked(made.report);
    const state = { definition, snapshot, fetchedAt: time(), report, sourceSha256, ...seen };
    await states.put(list.id, state, made.snapshot);
    await changed();
    await say('feed-updated', list, countsOf(made.report, before.report));
  }

  async function update(list: FeedList): Promise<void> {
    await inTurn(list.id, async () => {
      // It may have gone, or been changed, while others had their turn.
      const current = feedLists(policy()).find(({ id }) => id === list.id);
      if (current === undefined) return;
      await take(current).catch(async (error) => {
        log.error({ code: errorCode(error), list: list.id }, 'a feed could not be kept');
        await say('feed-failed', list, 'not-kept');
      });
    });
  }

  function hashes(under: Policy): Record<string, string> {
    const found = feedLists(under).flatMap((list) => {
      const state = stateOf(list);
      const isHere = state !== null && states.open(state) !== null;
      return isHere && state.snapshot !== null ? [[list.id, state.snapshot] as const] : [];
    });
    return Object.fromEntries(found);
  }

  return {
    sets(under) {
      const found = feedLists(under).map((list) => {
        const state = stateOf(list);
        return [list.id, state === null ? null : states.open(state)] as const;
      });
      return new Map(found.flatMap(([id, set]) => (set === null ? [] : [[id, set]])));
    },
    hashes,
    state: stateOf,
    file: (hash) => (Object.values(hashes(policy())).includes(hash) ? states.fileOf(hash) : null),
    update,
    async tick() {
      await states.keepOnly(new Set(feedLists(policy()).map(({ id }) => id)));
      for (const list of feedLists(policy())) if (isDue(list)) await update(list);
    },
  };
}

/** SHA-256 in hex, off this thread: a list has tens of megabytes. */
async function digest(bytes: Uint8Array): Promise<string> {
  const own = new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', own)).toString('hex');
}

export function feedLists({ destinations }: Policy): FeedList[] {
  return (destinations.lists ?? []).flatMap(({ id, action, feed }) =>
    feed === undefined ? [] : [{ id, action, feed }],
  );
}

function emptyState(definition: string, at: string): FeedState {
  const source = { etag: null, lastModified: null, stamp: null, sourceSha256: null };
  const none = { snapshot: null, fetchedAt: null, report: null, failure: null };
  return { definition, checkedAt: at, ...source, ...none };
}

/** What stands in a feed is anybody's text. */
function masked<R extends FeedReport | null>(report: R) {
  if (report === null) return null;
  const problems = report.problems.map((each) => ({ ...each, text: maskText(each.text) }));
  return { ...report, skipped: { ...report.skipped }, problems };
}

function countsOf(report: FeedReport, before: { readonly taken: number } | null): string {
  const skipped = Object.values(report.skipped).reduce((sum, each) => sum + each, 0);
  const was = before === null ? '' : `, ${before.taken} before`;
  return `${report.taken} names${was}, ${skipped} lines not taken`;
}
