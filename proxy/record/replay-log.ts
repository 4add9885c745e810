/** A draft over the decisions of an audit log on disk: a folder of segments, or a file of JSON lines. */
import { stat } from 'node:fs/promises';
import type { Feeds } from '../../shared/policy/compile-feeds.ts';
import { readRecorded } from '../../shared/policy/read-recorded.ts';
import { createReplay } from '../../shared/policy/replay.ts';
import type { Tally } from '../../shared/policy/replay-tally.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import { errorCode } from './audit-log-error.ts';
import { listSegments, readLines } from './segments.ts';

export interface ReplayedLog {
  readonly tally: Tally;
  /** Lines that are no audit record. */
  readonly unreadable: number;
  /** Why it could not be read, with the cure; null where it was. */
  readonly problem: string | null;
}

/**
 * @param since ISO; earlier decisions are left out, '' leaves out none
 * @param onLine how many lines there have been
 * @param feeds snapshots of the lists' feeds
 */
export async function replayLog(
  place: string,
  policy: Policy,
  since: string,
  onLine: (lines: number) => void = () => {},
  feeds: Feeds = new Map(),
): Promise<ReplayedLog> {
  const { add, tally } = createReplay(policy, feeds);
  let unreadable = 0;
  let lines = 0;
  const look = (text: string | null) => {
    onLine(++lines);
    const { record, terminal } = text === null ? none : recordIn(text);
    if (record === null) unreadable += 1;
    else if (record !== 'other' && record.at >= since) add(record, terminal);
  };
  try {
    for (const file of await filesOf(place)) {
      await readLines(file, {}, ({ text, whole }) => {
        // A line without its end is being written at this moment, or was cut by a crash.
        if (whole || (text !== null && recordIn(text).record !== null)) look(text);
        return undefined;
      });
    }
  } catch (error) {
    return { tally, unreadable, problem: unreadablePlace(errorCode(error)) };
  }
  const problem = lines === 0 || unreadable === lines ? noLog : null;
  return { tally, unreadable, problem };
}

const noLog =
  '監査ログの行がありません。場所を確かめてください / there is no line of an audit log here: check the path';

function unreadablePlace(code: string): string {
  return `読み取れません (${code})。場所と権限を確かめてください / cannot be read (${code}): check the path and the rights`;
}

async function filesOf(place: string): Promise<string[]> {
  if (!(await stat(place)).isDirectory()) return [place];
  return (await listSegments(place)).map(({ file }) => file);
}

const none = { record: null, terminal: null };

/** A line as it is stored (`{ terminal, seq, …, record }`), or a record alone. */
function recordIn(text: string): {
  readonly record: ReturnType<typeof readRecorded>;
  readonly terminal: string | null;
} {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return none;
  }
  if (typeof value !== 'object' || value === null || !('record' in value)) {
    return { record: readRecorded(value), terminal: null };
  }
  const given = 'terminal' in value ? value.terminal : null;
  const terminal = typeof given === 'string' ? given : null;
  return { record: readRecorded(value.record), terminal };
}
