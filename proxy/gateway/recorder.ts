/** The gateway's lines in the audit log: one decision, durable before anything leaves; one outcome after it. */
import type {
  PostingRecord,
  PostingResult,
  UploadRecord,
} from '../../shared/audit/content-record.ts';
import { maskRule, recordedDestination } from '../../shared/audit/mask.ts';
import type {
  DecisionRecord,
  OutcomeRecord,
  StoredRecord,
  Who,
} from '../../shared/audit/record.ts';
import { type Destination, urlText } from '../../shared/destination/destination.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import type { PolicyState } from '../../shared/policy/policy-state.ts';
import { isUpstreamFailure, type UpstreamFailure } from '../../shared/policy/upstream-failure.ts';
import type { DecisionSummary } from '../../shared/protocol/link.ts';
import type { Log } from '../platform/log.ts';
import { block } from './barrier.ts';

export interface DecisionFacts {
  readonly decision: Decision;
  readonly act: DecisionRecord['act'];
  readonly who: Who;
  /** null where none could be read. */
  readonly destination: Destination | null;
  readonly method: string | null;
  readonly initiator: string | null;
  readonly state: PolicyState;
  readonly address: string | null;
  readonly handling: NonNullable<DecisionRecord['handling']>;
  /** Epoch ms. */
  readonly at: number;
  /** What was looked at. */
  readonly upload?: UploadRecord;
  readonly postings?: readonly PostingRecord[];
  /** Digests of what a warning holds: for the person's own browser, not for the record. */
  readonly held?: readonly string[];
}

export interface OutcomeFacts {
  /** `closed`, or a word of statuses.ts or tunnel.ts. */
  readonly end: string;
  readonly status: number | null;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

export interface Recorder {
  /** Resolves to false where the line could not be made durable: then nothing may leave. */
  decision(facts: DecisionFacts): Promise<boolean>;
  /** @param postings what became of them: the line waits for it */
  outcome(
    id: string,
    startedAt: number,
    facts: OutcomeFacts,
    postings?: Promise<readonly PostingResult[]> | null,
  ): void;
  /** What the person's own browser is told: the proxy above this one failed. */
  failed(id: string, code: string): void;
  /** Resolves when no line is under way any more. */
  idle(): Promise<void>;
}

export interface RecorderOptions {
  readonly audit: {
    append(record: DecisionRecord | OutcomeRecord, how?: 'patiently'): Promise<StoredRecord>;
  };
  readonly recent: {
    add(user: string | null, summary: DecisionSummary): void;
    failed(id: string, failure: UpstreamFailure): void;
  };
  readonly now: () => number;
  readonly log: Log;
}

export function createRecorder({ audit, recent, now, log }: RecorderOptions): Recorder {
  const underWay = new Set<Promise<unknown>>();

  return {
    async decision(facts) {
      try {
        const line = audit.append(decisionRecord(facts));
        recent.add(facts.who.user, summaryOf(facts));
        await line;
        return true;
      } catch (error) {
        const { id } = facts.decision;
        const { code } = error as NodeJS.ErrnoException;
        log.error({ code, decision: id }, 'a decision could not be recorded: refused');
        recent.add(facts.who.user, summaryOf({ ...facts, decision: block('not-recorded', id) }));
        return false;
      }
    },
    outcome(id, startedAt, facts, postings = null) {
      const outcome = outcomeRecord(id, startedAt, now(), facts);
      const line =
        postings === null
          ? audit.append(outcome, 'patiently')
          : postings.then((results) => audit.append({ ...outcome, postings: [...results] }));
      underWay.add(line);
      const isOver = () => void underWay.delete(line);
      line.then(isOver, (error: NodeJS.ErrnoException) => {
        isOver();
        log.error({ code: error.code, decision: id }, 'an outcome could not be recorded');
      });
    },
    failed(id, code) {
      if (isUpstreamFailure(code)) recent.failed(id, code);
    },
    async idle() {
      await Promise.allSettled(underWay);
    },
  };
}

export function decisionRecord(facts: DecisionFacts): DecisionRecord {
  const { decision, act, who, destination, method, initiator, state, address, handling } = facts;
  const { action, would = null, reason, rule, clause } = decision;
  // Without a spread, where nothing is to be left out: several times as fast.
  const record = {
    v: 1,
    type: 'decision',
    id: decision.id,
    at: isoText(facts.at),
    source: 'proxy',
    act,
    who,
    destination: destination === null ? null : recordedDestination(destination),
    method,
    initiator,
    action,
    would,
    reason,
    rule: rule && maskRule(rule),
    clause: clause && maskRule(clause),
    mode: state.state === 'none' ? null : state.compiled.mode,
    revision: state.state === 'none' ? null : state.revision,
    address,
    handling,
  } satisfies DecisionRecord;
  const isPlain = facts.upload === undefined && facts.postings === undefined;
  if (isPlain && !decision.initiatorUnseen) return record;
  return {
    ...record,
    ...(decision.initiatorUnseen && { initiatorUnseen: true as const }),
    ...contentOf(facts),
  };
}

let isoOf = Number.NaN;
let iso = '';

/** Many lines are of the same millisecond. */
function isoText(at: number): string {
  if (at !== isoOf) {
    iso = new Date(at).toISOString();
    isoOf = at;
  }
  return iso;
}

function contentOf({
  upload,
  postings,
}: DecisionFacts): Pick<DecisionRecord, 'upload' | 'postings'> {
  return {
    ...(upload !== undefined && { upload }),
    ...(postings !== undefined && {
      postings: postings.map((each) => ({ ...each, rule: each.rule && maskRule(each.rule) })),
    }),
  };
}

export function outcomeRecord(
  id: string,
  startedAt: number,
  endedAt: number,
  { end, status, bytesUp, bytesDown }: OutcomeFacts,
): OutcomeRecord {
  return {
    v: 1,
    type: 'outcome',
    id,
    at: isoText(endedAt),
    end,
    status,
    bytesUp,
    bytesDown,
    durationMs: Math.max(0, Math.round(endedAt - startedAt)),
  };
}

/** For block page and popup: the whole URL, in memory alone. Of a tunnel the host is all there is. */
export function summaryOf(facts: DecisionFacts): DecisionSummary {
  const { decision, destination, handling, at, held } = facts;
  const url =
    destination === null
      ? ''
      : urlText(destination.path === '' ? { ...destination, path: '/' } : destination);
  return {
    ...decision,
    at: isoText(at),
    url,
    host: destination?.host ?? '',
    source: 'proxy',
    ...(decision.action === 'warn' && handling !== 'refuse' && { acknowledged: true }),
    ...contentOf(facts),
    ...(held !== undefined && handling === 'refuse' && { held: [...held] }),
  };
}
