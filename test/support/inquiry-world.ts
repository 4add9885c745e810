/** An inquiry with a background that answers as it is told, and a person who decides in its dialog. */
import type { GuardAnswer, GuardAsk } from '../../extension/guard/channel.ts';
import {
  createInquiry,
  type InquiryDialog,
  type Onward,
  type Ways,
} from '../../extension/guard/inquiry.ts';
import type { Outcome } from '../../extension/guard/outcome.ts';
import type { Action } from '../../shared/policy/decision.ts';
import type { DecisionSummary } from '../../shared/protocol/link.ts';

export const decided = (key: number, action: Action): GuardAnswer => {
  const decision: DecisionSummary = {
    action,
    reason: 'upload-rule',
    rule: null,
    clause: null,
    id: `D${key}`,
    at: '2027-01-05T00:00:00.000Z',
    url: '',
    host: '',
    source: 'extension',
  };
  return { tell: 'decided', key, decision, contact: null };
};
export const contents = (...names: string[]) =>
  names.map((name) => ({ kind: 'file' as const, name, content: new Blob([name]) }));

/** @param answers for each ask; null: the background is gone */
export function inquiryWorld(options: {
  answers: (ask: GuardAsk) => GuardAnswer | null;
  person?: (
    outcome: Outcome,
    record: Ways['onReason'],
    copies: Ways['onCopies'],
    unlock: Ways['onPassword'],
  ) => Promise<boolean | Onward>;
  open?: boolean;
  cancels?: boolean;
}) {
  const asked: GuardAsk[] = [];
  const shown: Outcome[] = [];
  const dialog: InquiryDialog = {
    progress: (_name, _done, _total, onCancel) => {
      if (options.cancels) onCancel();
    },
    async outcome(outcome, _kind, { onReason, onCopies, onPassword }) {
      shown.push(outcome);
      const onward = (await options.person?.(outcome, onReason, onCopies, onPassword)) ?? 'back';
      return typeof onward === 'boolean' ? (onward ? 'all' : 'back') : onward;
    },
    close: () => {},
  };
  const inquiry = createInquiry({
    dialog: () => dialog,
    open: (onAnswer, onEnd) =>
      options.open === false
        ? null
        : {
            send(ask) {
              asked.push(ask);
              const answer = options.answers(ask);
              queueMicrotask(() => (answer === null ? onEnd() : onAnswer(answer)));
            },
            close: () => {},
          },
  });
  return { inquiry, asked, shown, withdrawn: () => asked.filter(({ ask }) => ask === 'withdraw') };
}
