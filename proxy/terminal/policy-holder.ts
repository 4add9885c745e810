/**
 * The terminal's policy: the last good bundle, from disk at the start and from the hub later. A
 * bundle that is not signed by the pinned root, belongs to another organization, or goes back in
 * revision changes nothing; the one before stays.
 */
import { readFile } from 'node:fs/promises';
import {
  type Manifest,
  type SignedBundle,
  signedBundleSchema,
  type VerifiedBundle,
  verifyBundle,
} from '../../shared/policy/bundle.ts';
import type { CompiledPolicy } from '../../shared/policy/compile.ts';
import { freshness, type PolicyState } from '../../shared/policy/policy-state.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import type { PublicKey } from '../../shared/protocol/link.ts';
import type { PolicyHolder } from '../link/policy-holder.ts';
import type { RecordChange } from '../link/record-change.ts';
import type { Log } from '../platform/log.ts';
import { writePrivateFile } from '../platform/private-file.ts';
import { errorCode } from '../record/audit-log-error.ts';
import { compileGently } from './compile-gently.ts';
import type { FeedKeeper } from './feed-keeper.ts';
import { type LoadedFeeds, loadFeeds, neededHashes, noFeedsLoaded } from './held-feeds.ts';
import { readHighWater, writeHighWater } from './high-water.ts';
import { verifyApart } from './verify-apart.ts';
import { webCryptography } from './web-cryptography.ts';

export interface TerminalPolicy extends PolicyHolder {
  /** Of the policy in force; null without one. */
  readonly revision: number | null;
  /** Of its manifest: tells the hub whether it was signed anew since. */
  readonly fresh: string | null;
  /** SHA-256 of the fingerprints of registered documents, as its manifest names them. */
  readonly registered: string | null;
  /** Lists that work without the snapshot that the manifest names. */
  readonly missingFeeds: readonly string[];
  /** Asks once more for snapshots that are missing, and takes in what came. */
  completeFeeds(signal: AbortSignal): Promise<void>;
  /** Takes a bundle from the hub, or refuses it; never throws for what the bundle holds. */
  offer(bundle: SignedBundle, signal?: AbortSignal): Promise<'applied' | 'same' | 'refused'>;
}

export interface PolicyHolderOptions {
  /** Where the last good bundle is kept. */
  readonly file: string;
  /** Where the highest revision seen is kept: a bundle file that is lost or put back does not lower it. */
  readonly highWaterFile: string;
  readonly rootKey: PublicKey;
  readonly record: RecordChange;
  /** Without one no feed is ever loaded. */
  readonly feeds?: FeedKeeper;
  readonly log: Log;
  readonly now?: () => number;
}

interface Held {
  readonly manifest: Manifest;
  readonly policy: Policy;
  readonly feeds: LoadedFeeds;
  readonly compiled: CompiledPolicy;
}

export async function openPolicyHolder(options: PolicyHolderOptions): Promise<TerminalPolicy> {
  const { file, highWaterFile, rootKey, log, now = Date.now } = options;
  const listeners = new Set<() => void>();
  let highWater = await readHighWater(highWaterFile);
  let held: Held | null = null;
  let latestTime = 0;
  let lastRefusal: string | null = null;
  let completing = false;

  function loadOf(manifest: Manifest, policy: Policy, signal: AbortSignal | null) {
    const before = held?.feeds ?? noFeedsLoaded;
    const keeper = options.feeds ?? noKeeper;
    return loadFeeds(keeper, policy, manifest.feeds ?? {}, before, signal);
  }

  /** What ended once stays ended, also where the clock is set back. */
  function switches({ disasters = [] }: Manifest) {
    return disasters.filter(({ until }) => Date.parse(until) > latestTime);
  }

  /** @param signal null: nothing is asked of the hub */
  async function examine(
    bundle: SignedBundle,
    verify: (bundle: SignedBundle) => Promise<VerifiedBundle>,
    signal: AbortSignal | null,
  ): Promise<Held | string> {
    const verified = await verify(bundle);
    if (!verified.ok) return verified.problem;
    const { manifest, policy } = verified;
    if (highWater !== null && manifest.organization !== highWater.organization) {
      return 'other-organization';
    }
    if (highWater !== null && manifest.revision < highWater.revision) return 'revision-went-down';
    // The same revision may be signed anew with later dates, but never with another policy.
    if (held !== null && manifest.revision === held.manifest.revision) {
      if (manifest.sha256 !== held.manifest.sha256) return 'revision-reused';
      if (Date.parse(manifest.fresh) < Date.parse(held.manifest.fresh)) return 'older-dates';
    }
    try {
      const feeds = await loadOf(manifest, policy, signal);
      return { manifest, policy, feeds, compiled: await compileGently(policy, feeds.sets) };
    } catch (error) {
      log.error(error, 'a verified policy could not be compiled');
      return 'policy-invalid';
    }
  }

  /** A record that cannot be written does not keep a policy from counting: it may be the one that closes. */
  async function say(
    act: 'policy-applied' | 'policy-refused',
    subject: string | null,
    detail?: string,
  ) {
    const change = { act, actor: null, subject, ...(detail === undefined ? {} : { detail }) };
    await options.record(change).catch((error) => {
      log.error({ code: errorCode(error), act }, 'the change of policy could not be recorded');
    });
  }

  async function refuse(problem: string, bundle: SignedBundle | null): Promise<'refused'> {
    const refusal = `${problem} ${bundle?.manifest ?? ''}`;
    // A hub offers the same again and again: one record says it.
    if (refusal === lastRefusal) return 'refused';
    lastRefusal = refusal;
    log.error({ problem }, 'a bundle was refused; the policy before it stays');
    await say('policy-refused', null, problem);
    return 'refused';
  }

  async function hold(next: Held, bundle: SignedBundle): Promise<void> {
    const { organization, revision } = next.manifest;
    try {
      // In this order: a bundle below the mark would leave the next start without a policy.
      await writePrivateFile(file, JSON.stringify(bundle));
      await writeHighWater(highWaterFile, { v: 1, organization, revision });
    } catch (error) {
      log.error({ code: errorCode(error) }, 'the policy could not be kept for the next start');
    }
    highWater = { v: 1, organization, revision };
    held = next;
    await forgetFeeds(next);
  }

  async function forgetFeeds({ feeds, manifest }: Held): Promise<void> {
    await options.feeds?.keepOnly(neededHashes(feeds, manifest.feeds ?? {})).catch((error) => {
      log.warn({ code: errorCode(error) }, 'old snapshots could not be removed');
    });
  }

  function tell(): void {
    for (const listener of listeners) {
      try {
        listener();
      } catch (error) {
        log.error(error, 'a listener of the policy failed');
      }
    }
  }

  const stored = await readStored(file);
  if (stored !== null) {
    // At the start nobody waits for an answer yet, and a thread would take longer.
    const here = (each: SignedBundle) => verifyBundle(each, webCryptography(rootKey));
    const examined = stored === 'damaged' ? 'malformed' : await examine(stored, here, null);
    if (typeof examined === 'string') await refuse(examined, null);
    else held = examined;
  }

  return {
    get revision() {
      return held?.manifest.revision ?? null;
    },
    get fresh() {
      return held?.manifest.fresh ?? null;
    },
    current(): PolicyState {
      if (held === null) return { state: 'none' };
      // A clock that is set back must not bring an expired policy back to life.
      latestTime = Math.max(latestTime, now());
      const { manifest, policy, compiled } = held;
      const { revision, published } = manifest;
      const state = freshness(manifest, latestTime);
      return { state, compiled, policy, revision, published, disasters: switches(manifest) };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get registered() {
      return held?.manifest.registered ?? null;
    },
    get missingFeeds() {
      return held?.feeds.missing ?? [];
    },
    async completeFeeds(signal) {
      const before = held;
      if (before === null || before.feeds.missing.length === 0 || completing) return;
      completing = true;
      try {
        await (options.feeds ?? noKeeper).bring(before.manifest.feeds ?? {}, signal);
        const feeds = await loadOf(before.manifest, before.policy, null);
        const compiled = await compileGently(before.policy, feeds.sets);
        // Meanwhile another bundle may have come, with feeds of its own.
        if (held !== before || feeds.missing.length === before.feeds.missing.length) return;
        held = { ...before, feeds, compiled };
        await forgetFeeds(held);
        tell();
      } finally {
        completing = false;
      }
    },
    async offer(bundle, signal = new AbortController().signal) {
      const examined = await examine(bundle, (each) => verifyApart(each, rootKey), signal);
      if (typeof examined === 'string') return refuse(examined, bundle);
      const { manifest } = examined;
      const renewed = held?.manifest.revision === manifest.revision;
      if (renewed && held?.manifest.fresh === manifest.fresh) return 'same';
      await hold(examined, bundle);
      if (!renewed) await say('policy-applied', String(manifest.revision));
      tell();
      return 'applied';
    },
  };
}

const noKeeper: FeedKeeper = {
  local: async () => new Map(),
  bring: async () => false,
  keepOnly: async () => {},
};

async function readStored(file: string): Promise<SignedBundle | null | 'damaged'> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? null : 'damaged';
  }
  try {
    return signedBundleSchema.parse(JSON.parse(text));
  } catch {
    return 'damaged';
  }
}
