/** Of a stopped content: may somebody let it go, does one already, and how does the person's request stand? */
import type { SeenItem } from '../../shared/audit/upload-record.ts';
import type { Destination } from '../../shared/destination/destination.ts';
import { approvableBy } from '../../shared/policy/decide-upload.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import type { PolicyState } from '../../shared/policy/policy-state.ts';
import type { DecisionSummary, Person } from '../../shared/protocol/link.ts';
import type { UploadApprovals } from './upload-approvals.ts';

export interface ApprovalWay {
  /** The approval that lets it go. */
  readonly approved?: string;
  readonly approval?: NonNullable<DecisionSummary['approval']>;
}

/** A person who sends again waits no longer for the hub's answer. */
const longestLook = 2_000;

export function approvalWays(approvals: Pick<UploadApprovals, 'standing' | 'refresh'>) {
  return {
    async wayOf(
      state: PolicyState,
      item: SeenItem,
      asked: {
        readonly destination: Destination | null;
        readonly person: Person;
        readonly terminal: string;
        readonly at: number;
      },
    ): Promise<ApprovalWay> {
      const { destination, person, terminal, at } = asked;
      if (state.state === 'none' || destination === null || item.digest === '') return {};
      const context = { destination, user: person.user, unit: person.unit, terminal, at };
      const rule = approvableBy(state.compiled, item, context);
      if (rule === null) return {};
      const standing = () => approvals.standing(person.user, destination, item.digest);
      // An answer may have come a moment ago.
      if (standing()?.state === 'open') await approvals.refresh(longestLook);
      const own = standing();
      if (own?.state === 'approved') return { approved: own.id };
      return { approval: { rule, asked: own } };
    },
  };
}

export function approvedDecision(stopped: Decision): Decision {
  return { ...stopped, action: 'allow', reason: 'upload-approved' };
}
