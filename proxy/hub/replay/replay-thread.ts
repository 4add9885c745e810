/**
 * A thread that holds recorded decisions against a draft: it opens the day files itself, read only,
 * so neither the hub nor the threads of its store wait for it. One portion of a file at a time.
 */
import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { type HostSet, openHostSet } from '../../../shared/destination/host-set.ts';
import { readRecorded } from '../../../shared/policy/read-recorded.ts';
import { createReplay } from '../../../shared/policy/replay.ts';
import { countIncomparable, countSeen, type Tally } from '../../../shared/policy/replay-tally.ts';
import type { Policy } from '../../../shared/policy/schema.ts';

export interface ReplayOrder {
  readonly policy: Policy;
  /** List → file with the snapshot of its feed. */
  readonly snapshots?: Readonly<Record<string, string>>;
  /** ISO, as records have it: what is older is left out. */
  readonly since: string;
}

/** Rows of a day file: `from` is not among them, `to` is. */
export interface Portion {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

export type ThreadAnswer = { readonly looked: number } | { readonly tally: Tally };

const { policy, snapshots = {}, since } = workerData as ReplayOrder;
const replay = createReplay(policy, feedsOf(snapshots));

function feedsOf(files: Readonly<Record<string, string>>): Map<string, HostSet> {
  return new Map(
    Object.entries(files).flatMap(([list, file]) => {
      // A newer snapshot may have taken its place in this moment: the list says nothing then.
      const set = existsSync(file) ? openHostSet(readFileSync(file)) : null;
      return set === null ? [] : [[list, set] as const];
    }),
  );
}

function look({ file, from, to }: Portion): void {
  // Retention may have taken the day away meanwhile.
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  try {
    const statement = database.prepare(
      `select terminal, record from records
       where rowid > ? and rowid <= ? and type = 'decision' and at >= ?`,
    );
    statement.setReturnArrays(true);
    for (const row of statement.iterate(from, to, since)) {
      const [terminal, record] = row as unknown as readonly [string, string];
      add(terminal, record);
    }
  } finally {
    database.close();
  }
}

function add(terminal: string, json: string): void {
  const record = readRecorded(JSON.parse(json));
  if (record !== null && record !== 'other') {
    replay.add(record, terminal);
    return;
  }
  // Of a newer program, with words that this one does not know.
  countSeen(replay.tally, since);
  countIncomparable(replay.tally, 'trouble');
}

parentPort?.on('message', (message: Portion | 'end') => {
  const answer = (said: ThreadAnswer) => parentPort?.postMessage(said);
  if (message === 'end') {
    answer({ tally: replay.tally });
    parentPort?.close();
    return;
  }
  look(message);
  answer({ looked: message.to - message.from });
});
