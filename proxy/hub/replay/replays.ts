/** The replays of the hub: one for each account, a few at a time, the last one kept for a while. */
import { randomBytes } from 'node:crypto';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import type { Log } from '../../platform/log.ts';
import { Refusal } from '../refusals.ts';
import type { Store } from '../store/store.ts';
import { type ReplayRun, runReplay } from './run-replay.ts';

export type ReplayState = ConsoleAnswer<'replay'>;

export interface Replays extends AsyncDisposable {
  /**
   * Starts one; an earlier one of the account ends.
   * @throws Refusal `replay-busy`
   */
  start(wish: ReplayWish): Promise<string>;
  /** null: there is none, or it is too old. */
  state(id: string): ReplayState | null;
  /** false: it is not this account's. */
  cancel(id: string, account: string): Promise<boolean>;
}

export interface ReplayWish {
  readonly account: string;
  readonly base: number;
  readonly days: number;
  readonly policy: Policy;
}

interface Job {
  readonly id: string;
  readonly base: number;
  readonly days: number;
  readonly run: ReplayRun;
  readonly began: number;
  state: ReplayState['state'];
  report: ReplayState['report'];
}

const dayMs = 86_400_000;
const mostRunning = 2;
const keptMs = 3_600_000;

export function createReplays(options: {
  store: { readonly records: Pick<Store['records'], 'sources'> };
  /** Files with the snapshots of a policy's feeds, by list; none where not given. */
  snapshots?: (policy: Policy) => Readonly<Record<string, string>>;
  now: () => number;
  log: Log;
}): Replays {
  const { store, snapshots = () => ({}), now, log } = options;
  const jobs = new Map<string, Job>();
  let starting = 0;

  function byId(id: string): readonly [string, Job] | null {
    for (const [account, job] of jobs) {
      if (job.began + keptMs < now() && job.state !== 'running') jobs.delete(account);
      else if (job.id === id) return [account, job];
    }
    return null;
  }

  async function end(account: string): Promise<void> {
    const job = jobs.get(account);
    if (job?.state !== 'running') return;
    job.state = 'cancelled';
    await job.run.cancel();
  }

  async function begin({ account, base, days, policy }: ReplayWish): Promise<string> {
    const since = new Date(now() - days * dayMs).toISOString();
    const order = { policy, snapshots: snapshots(policy), since };
    const run = runReplay(order, await store.records.sources(since));
    const id = randomBytes(12).toString('base64url');
    const job: Job = { id, base, days, run, began: now(), state: 'running', report: null };
    jobs.set(account, job);
    run.report.then(
      (report) => {
        job.state = report === null ? 'cancelled' : 'done';
        job.report = report;
      },
      (error) => {
        job.state = 'failed';
        log.error({ err: error }, 'a replay failed');
      },
    );
    return id;
  }

  return {
    async start(wish) {
      await end(wish.account);
      const running = [...jobs.values()].filter(({ state }) => state === 'running').length;
      if (running + starting >= mostRunning) throw new Refusal('replay-busy');
      starting += 1;
      try {
        return await begin(wish);
      } finally {
        starting -= 1;
      }
    },
    state(id) {
      const [, job] = byId(id) ?? [];
      if (job === undefined) return null;
      const { base, days, state, run, report } = job;
      return { id, base, days, state, looked: run.looked(), total: run.total, report };
    },
    async cancel(id, account) {
      const [owner] = byId(id) ?? [];
      if (owner !== account) return false;
      await end(account);
      return true;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...jobs.keys()].map(end));
    },
  };
}
