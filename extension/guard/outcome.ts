/** What was answered for the contents of one action → what may go, and what the person is shown. */
import type { DecisionSummary } from '../../shared/protocol/link.ts';
import type { Lock } from '../../shared/protocol/lock.ts';
import type { Contact } from '../messages.ts';
import type { GuardAnswer, GuardFailure } from './channel.ts';

export type ItemAnswer = Extract<GuardAnswer, { tell: 'decided' | 'unguarded' | 'failed' }>;

export interface Stopped {
  readonly index: number;
  readonly name: string;
  readonly decision: DecisionSummary;
  /** Where something in it is encrypted. */
  readonly lock?: Lock;
}

export interface Outcome {
  /** Places among the contents, in their order. */
  readonly allowed: readonly number[];
  readonly warned: readonly Stopped[];
  readonly blocked: readonly Stopped[];
  readonly failed: readonly { name: string; failure: GuardFailure; message: string }[];
  readonly contact: Contact | null;
}

/** @param answers in the order of the contents; null: a folder, or the person has cancelled */
export function outcomeOf(names: readonly string[], answers: readonly ItemAnswer[]): Outcome {
  const outcome = {
    allowed: [] as number[],
    warned: [] as Stopped[],
    blocked: [] as Stopped[],
    failed: [] as { name: string; failure: GuardFailure; message: string }[],
    contact: null as Contact | null,
  };
  for (const [index, answer] of answers.entries()) {
    const name = names[index] ?? '';
    switch (answer.tell) {
      case 'unguarded':
        outcome.allowed.push(index);
        break;
      case 'failed': {
        const { failure, message } = answer;
        outcome.failed.push({ name, failure, message });
        outcome.contact ??= answer.contact;
        break;
      }
      case 'decided': {
        outcome.contact ??= answer.contact;
        const { decision, lock } = answer;
        const stopped = { index, name, decision, ...(lock && { lock }) };
        if (decision.action === 'allow') outcome.allowed.push(index);
        else if (decision.action === 'warn') outcome.warned.push(stopped);
        else outcome.blocked.push(stopped);
        break;
      }
      default:
        answer satisfies never;
    }
  }
  return outcome;
}

/** Somebody may let it go, and no request of it waits. */
export function toBeAsked({ approval }: DecisionSummary): boolean {
  const state = approval?.asked?.state;
  return (
    approval !== undefined && (state === undefined || state === 'sent-back' || state === 'ended')
  );
}

/** Nothing was stopped: nobody is asked. */
export function isQuiet({ warned, blocked, failed }: Outcome): boolean {
  return warned.length === 0 && blocked.length === 0 && failed.length === 0;
}
