/**
 * Refused calls in the audit log: the first of a kind at once, the rest of that minute as a
 * count, so that nobody fills the log by calling.
 */
import { maskHost } from '../../shared/audit/mask.ts';
import { parseDestination, urlText } from '../../shared/destination/destination.ts';
import type { Log } from '../platform/log.ts';
import type { RecordChange } from './record-change.ts';
import type { Refusal, RefusalCode } from './refusal.ts';

export interface RefusedCall {
  /** null: none that there is. */
  readonly call: string | null;
  readonly origin: string | undefined;
  readonly actor: string | null;
}

export interface RefusalRecord extends AsyncDisposable {
  note(refusal: Refusal, call: RefusedCall): void;
}

const ofEnrolment: ReadonlySet<RefusalCode> = new Set([
  'code-unknown',
  'key-unusable',
  'too-many-attempts',
]);

export function createRefusalRecord(options: {
  record: RecordChange;
  log: Log;
  every?: number;
}): RefusalRecord {
  const { record, log, every = 60_000 } = options;
  const quiet = new Map<RefusalCode, { more: number; timer: NodeJS.Timeout }>();
  const writing = new Set<Promise<void>>();

  function write(code: RefusalCode, detail: string, { call, actor }: Omit<RefusedCall, 'origin'>) {
    const act = ofEnrolment.has(code) && call === 'enroll' ? 'enrolment-refused' : 'link-refused';
    const written: Promise<void> = record({ act, actor, subject: call, detail })
      .catch((error) => log.error({ reason: error?.code, refusal: code }, 'refusal not recorded'))
      .finally(() => writing.delete(written));
    writing.add(written);
  }

  function endQuiet(code: RefusalCode, call: string | null) {
    const ended = quiet.get(code);
    quiet.delete(code);
    if (!ended) return;
    clearTimeout(ended.timer);
    if (ended.more > 0) write(code, `${code}: ${ended.more} more`, { call, actor: null });
  }

  return {
    note({ refused: code }, { call, origin, actor }) {
      const known = quiet.get(code);
      if (known) {
        known.more++;
        return;
      }
      const timer = setTimeout(() => endQuiet(code, call), every).unref();
      quiet.set(code, { more: 0, timer });
      const from = origin === undefined ? '' : ` from ${sayable(origin)}`;
      write(code, `${code}${from}`, { call, actor });
    },
    async [Symbol.asyncDispose]() {
      for (const code of [...quiet.keys()]) endQuiet(code, null);
      await Promise.all(writing);
    },
  };
}

/** An origin is hostile text: only what reads as one is kept. */
function sayable(origin: string): string {
  if (/^(?:chrome|moz)-extension:\/\/[a-z0-9-]{1,64}$/i.test(origin)) return origin;
  const parsed = parseDestination(origin);
  if (!parsed.ok) return 'an unreadable origin';
  const host = maskHost(parsed.destination.host).slice(0, 260);
  return urlText({ ...parsed.destination, host, path: '', query: '' });
}
