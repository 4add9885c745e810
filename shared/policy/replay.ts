/**
 * A draft over recorded decisions: what it would do otherwise, to whom and how often. Equal to
 * deciding each record afresh (decide-recorded.ts), with answers that are remembered
 * (remember-answers.ts).
 */
import type { DecisionRecord } from '../audit/record.ts';
import type { Feeds } from './compile-feeds.ts';
import { type Incomparable, questionOf } from './decide-recorded.ts';
import { type Action, type Reason, stoppedByContent } from './decision.ts';
import { type Answering, rememberAnswers } from './remember-answers.ts';
import {
  type Changed,
  countChanged,
  countIncomparable,
  countSeen,
  emptyTally,
  type ReplayChange,
  type Tally,
} from './replay-tally.ts';
import type { Policy } from './schema.ts';

export type Recorded = Pick<
  DecisionRecord,
  | 'id'
  | 'at'
  | 'act'
  | 'who'
  | 'destination'
  | 'method'
  | 'initiator'
  | 'action'
  | 'would'
  | 'reason'
  | 'rule'
  | 'mode'
  | 'address'
>;

export interface Replay {
  readonly tally: Tally;
  /** @param terminal the machine that wrote it; null where that is not known */
  add(record: Recorded, terminal: string | null): void;
}

/** @throws Error on a policy that checkPolicy refuses */
/** @param feeds snapshots of its lists' feeds */
export function createReplay(policy: Policy, feeds: Feeds = new Map()): Replay {
  return replayWith(policy.mode, rememberAnswers(policy, feeds));
}

export function replayWith(mode: Policy['mode'], answer: Answering): Replay {
  const tally = emptyTally();
  return {
    tally,
    add(record, terminal) {
      countSeen(tally, record.at);
      const found = compareWith(mode, record, terminal, answer);
      if (found === 'unchanged') tally.unchanged += 1;
      else if (typeof found === 'string') countIncomparable(tally, found);
      else countChanged(tally, found);
    },
  };
}

/** What holds under any policy: the gateway's own reasons. */
const apart: ReadonlySet<Reason> = new Set(['own-port', 'host-mismatch']);
const troubles: ReadonlySet<Reason> = new Set([
  'no-policy',
  'policy-expired',
  'not-recorded',
  'internal-error',
]);
const byContent: ReadonlySet<Reason> = new Set([
  ...stoppedByContent,
  'posting-rules',
  'disaster-rules',
]);

function compareWith(
  mode: Policy['mode'],
  record: Recorded,
  terminal: string | null,
  answer: Answering,
): Changed | 'unchanged' | Incomparable {
  const { reason, rule, who, id, at } = record;
  if (troubles.has(reason)) return 'trouble';
  if (apart.has(reason)) return 'unchanged';
  const question = questionOf(record, terminal);
  if (question === null) return 'no-destination';
  const found = answer(question);
  if ('why' in found) return found.why;
  // Where both only observe, what would have been done is compared: else nothing ever changed.
  const observes = mode === 'observe' && record.mode === 'observe';
  const acted = ({ action, would }: { action: Action; would: Action | null }) =>
    observes ? (would ?? action) : action;
  const before = { action: acted(record), reason, rule };
  const after = { action: acted(found), reason: found.reason, rule: found.rule };
  // The destination is judged before what is sent there: a block of it holds whatever that was.
  if (after.action !== 'block' && (record.act === 'upload' || byContent.has(reason))) {
    return 'content';
  }
  if (before.action === after.action) return 'unchanged';
  const { user, unit } = who;
  return { change: changes[after.action], host: question.host, before, after, user, unit, id, at };
}

const changes: Readonly<Record<Action, ReplayChange>> = {
  allow: 'allowed',
  warn: 'warned',
  block: 'blocked',
};
