/**
 * The policy's one way to change: changes onto a base → YAML → checked, compiled, held against
 * being cut off → a revision in the store → a signed bundle for whoever waits.
 */
import { type CompiledPolicy, compilePolicy } from '../../../shared/policy/compile.ts';
import type { DisasterSwitch } from '../../../shared/policy/disaster.ts';
import { failedTests } from '../../../shared/policy/failed-tests.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Change, Difference, Problem } from '../../../shared/protocol/policy-change.ts';
import type { Signature } from '../../../shared/protocol/proposals.ts';
import type { KeptFeeds } from '../feeds/keep-feeds.ts';
import { registerDifference } from '../register/register-difference.ts';
import type { LeftChange, RequestAnswer, Revision, Store } from '../store/store.ts';
import type { BundleFeed } from './bundle-feed.ts';
import { cutOff, type OwnPorts } from './cut-off.ts';
import { difference } from './difference.ts';
import { japanTime } from './grant-request.ts';
import { makeBundle } from './make-bundle.ts';
import { type Draft, type DraftWish, isSound, noDifference } from './make-draft.ts';
import type { Signer } from './publishing-keys.ts';
import { rememberDrafts } from './remember-draft.ts';
import { stampEntries } from './stamp-entries.ts';

export interface CurrentPolicy {
  readonly revision: Revision;
  readonly policy: Policy;
  readonly compiled: CompiledPolicy;
}

export type Published =
  | { readonly outcome: 'published'; readonly revision: number; readonly difference: Difference }
  | { readonly outcome: 'stale'; readonly current: number; readonly difference: Difference }
  | { readonly outcome: 'problems'; readonly problems: readonly Problem[] }
  | { readonly outcome: 'answered' }
  /** The proposal is not open any more. */
  | { readonly outcome: 'closed' };

export interface PublishWish {
  readonly base: number;
  readonly changes: readonly Change[];
  readonly note: string;
  readonly by: string;
  readonly proposal?: { readonly number: number; readonly signatures: readonly Signature[] };
  readonly answer?: RequestAnswer;
  /** What the audit log says of it: kept with the revision, or not at all. */
  readonly record?: (revision: number, difference: Difference) => readonly LeftChange[];
}

export interface Publisher {
  current(): CurrentPolicy;
  /** With the snapshots of its feeds that are here. */
  compile(policy: Policy): CompiledPolicy;
  /**
   * What these changes, made by this account, would make of the current revision.
   * @param sampleHosts hosts of records: then what the entries really catch is looked at as well
   */
  draft(changes: readonly Change[], by: string, sampleHosts?: readonly string[]): Promise<Draft>;
  /** What others published since `base`. */
  since(base: number): Promise<Difference>;
  publish(wish: PublishWish): Promise<Published>;
  /** Signs the current revision again when half of its freshness is over: it does not run out. */
  signWhenAged(): Promise<void>;
  /** Other documents are registered: signed anew, the revision stays. */
  registeredChanged(): Promise<void>;
  /** A disaster's switch was thrown or is over: signed anew, the revision stays. */
  disastersChanged(): Promise<void>;
  /** Takes in other snapshots of feeds: compiled and signed anew, the revision stays. */
  feedsChanged(): Promise<void>;
}

/** @throws Error where the revision in the store cannot be read */
export async function createPublisher(options: {
  store: Pick<Store, 'revisions'>;
  makeDraft: (wish: DraftWish) => Promise<Draft>;
  /** Problems that the policy alone does not show: whether there are people to sign. */
  check: (policy: Policy) => Promise<readonly Problem[]>;
  signer: Signer;
  feed: BundleFeed;
  ports: () => OwnPorts;
  /** Snapshots of the feeds of a policy; none where not given. */
  feeds?: Pick<KeptFeeds, 'sets' | 'hashes'>;
  /** SHA-256 of the fingerprints of the registered documents. */
  registered?: () => string | null;
  /** Switches of disasters that are on. */
  disasters?: () => Promise<readonly DisasterSwitch[]>;
  now: () => number;
}): Promise<Publisher> {
  const { store, makeDraft, check, signer, feed, ports, feeds, registered, now } = options;
  const { disasters = async () => [] } = options;
  const compile = (policy: Policy) =>
    compilePolicy(policy, feeds === undefined ? {} : { feeds: feeds.sets(policy) });
  let current = await load();
  const organization = await firstName();
  let freshMs = 0;
  let signedAt = 0;
  let signing = Promise.resolve();

  async function load(): Promise<CurrentPolicy> {
    const revision = await store.revisions.current();
    if (revision === null) throw new Error('no revision has been published');
    const { policy } = parsePolicy(revision.yaml);
    if (policy === null) throw new Error(`revision ${revision.revision} cannot be read`);
    return { revision, policy, compiled: compile(policy) };
  }

  async function firstName(): Promise<string> {
    const first = await store.revisions.byNumber(1);
    const { policy } = first === null ? current : parsePolicy(first.yaml);
    return (policy ?? current.policy).organization.name;
  }

  /** One at a time, each with what counts in its turn: what is read late is never overtaken. */
  function sign(): Promise<void> {
    const run = signing.then(() => signNow(current));
    signing = run.catch(() => {});
    return run;
  }

  async function signNow({ policy, revision }: CurrentPolicy): Promise<void> {
    const before = feed.current();
    // Terminals tell what was signed later by its dates: never the same millisecond twice.
    const at = before === null ? now() : Math.max(now(), signedAt + 1);
    signedAt = at;
    const named = {
      ...(feeds === undefined ? {} : { feeds: feeds.hashes(policy) }),
      registered: registered?.() ?? null,
      disasters: await disasters(),
    };
    const bundle = await makeBundle(signer, policy, { ...revision, organization, ...named }, at);
    const { fresh } = JSON.parse(bundle.manifest) as { fresh: string };
    freshMs = Date.parse(fresh) - now();
    const known = feed.current();
    if (known !== null && known.revision > revision.revision) return;
    feed.set({ revision: revision.revision, fresh, bundle });
  }

  const worked = rememberDrafts((_, changes, sampleHosts = null) => {
    const { policy, revision } = current;
    const base = { yaml: revision.yaml, policy };
    return makeDraft({ base, changes, ports: ports(), sampleHosts, now: now() });
  });

  async function draft(
    wished: readonly Change[],
    by: string,
    sampleHosts: readonly string[] | null = null,
  ): Promise<Draft> {
    const changes = stampEntries(wished, by, japanTime(now()).slice(0, 10));
    const made = await worked(current.revision.revision, changes, sampleHosts);
    if (made.policy === null) return made;
    // The examples ask the feeds, which are here.
    const failing = failedTests(made.policy, made.yaml, now(), compile);
    const problems = [...made.problems, ...failing, ...(await check(made.policy))];
    return { ...made, problems, policy: isSound(problems) ? made.policy : null };
  }

  async function since(base: number): Promise<Difference> {
    const revision = await store.revisions.byNumber(base);
    const before = revision === null ? null : parsePolicy(revision.yaml).policy;
    return before === null ? noDifference : difference(before, current.policy);
  }

  async function stale(base: number): Promise<Published> {
    const revision = current.revision.revision;
    return { outcome: 'stale', current: revision, difference: await since(base) };
  }

  await sign();
  return {
    current: () => current,
    compile,
    draft,
    since,
    async signWhenAged() {
      const known = feed.current();
      const left = known === null ? 0 : Date.parse(known.fresh) - now();
      if (left <= freshMs / 2) await sign();
    },
    registeredChanged: () => sign(),
    disastersChanged: () => sign(),
    async feedsChanged() {
      current = { ...current, compiled: compile(current.policy) };
      await sign();
    },
    async publish({ base, changes, note, by, proposal, answer, record }) {
      if (base !== current.revision.revision) return stale(base);
      const published = new Date(now()).toISOString();
      const { yaml, problems, policy, difference } = await draft(changes, by);
      if (base !== current.revision.revision) return stale(base);
      if (policy === null) return { outcome: 'problems', problems };
      const compiled = compile(policy);
      // The draft may have been made a while ago: by now another line may be in force.
      const cut = cutOff(policy, ports(), now(), compiled);
      if (cut.length > 0) return { outcome: 'problems', problems: [...problems, ...cut] };
      const revision = {
        ...{ revision: base + 1, published, by, note, yaml },
        proposal: proposal?.number ?? null,
        signatures: proposal?.signatures ?? [],
      };
      // The number is the primary key: of two publishes on one base the store takes one.
      const left = record?.(base + 1, difference);
      const register = registerDifference(current.policy, policy);
      const added = await store.revisions.add(revision, answer, left, difference.lists, register);
      if (added === 'answered' || added === 'closed') return { outcome: added };
      if (added === 'taken') {
        current = await load();
        return stale(base);
      }
      const next = { revision, policy, compiled };
      if (next.revision.revision > current.revision.revision) current = next;
      await sign();
      return { outcome: 'published', revision: base + 1, difference };
    },
  };
}
