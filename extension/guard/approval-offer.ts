/**
 * The way on by somebody's approval: asked for with a reason, and how an earlier request stands.
 *
 *   offer ─► reason ─► asked: wait, and choose the file again
 */
import type { AskedApproval } from '../../shared/protocol/upload-approvals.ts';
import { visibleText } from '../pages/visible-text.ts';
import { type TextKey, text } from '../platform/text.ts';
import { answerWords } from './answer-words.ts';
import { element } from './element.ts';
import { button, type Frame } from './frame.ts';
import type { Onward, Ways } from './inquiry.ts';
import { type Outcome, toBeAsked } from './outcome.ts';
import { reasonForm } from './reason-form.ts';

/** Nothing where nobody may let it go. */
export function approvalOffer(
  frame: Frame,
  { blocked }: Outcome,
  onApproval: Ways['onApproval'],
  onBack: () => void,
  onDone: (onward: Onward) => void,
): Node[] {
  const offered = blocked.filter(({ decision }) => decision.approval !== undefined);
  if (offered.length === 0) return [];
  const known = offered.flatMap(({ name, decision }) =>
    decision.approval?.asked == null ? [] : [standingView(name, decision.approval.asked)],
  );
  const ask = button(text('approval_ask'), showForm, { class: 'quiet' });
  const isToBeAsked = offered.some(({ decision }) => toBeAsked(decision));
  return [
    element('h3', {}, text('approval_heading')),
    ...known,
    ...(isToBeAsked ? [element('p', {}, text('approval_words')), element('p', {}, ask)] : []),
  ];

  function showForm(): void {
    const form = reasonForm(text('approval_send'), onApproval, showAsked);
    const back = button(text('copy_back'), onBack, { class: 'quiet' });
    frame.show(
      text('approval_heading'),
      [
        element('p', {}, text('approval_scope')),
        ...form.contents,
        element('div', { class: 'buttons' }, form.send, back),
      ],
      onBack,
    );
  }

  function showAsked(): void {
    const close = button(text('guard_close'), () => onDone('back'));
    frame.show(
      text('approval_asked_heading'),
      [
        element('p', { class: 'good', role: 'status' }, text('approval_asked')),
        element('div', { class: 'buttons' }, close),
      ],
      () => onDone('back'),
    );
  }
}

const standings: Readonly<Record<AskedApproval['state'], TextKey>> = {
  waiting: 'approval_waiting',
  open: 'approval_open',
  approved: 'approval_approved',
  'sent-back': 'approval_sent_back',
  ended: 'approval_ended',
};

function standingView(name: string, answer: AskedApproval): HTMLElement {
  return element(
    'p',
    {},
    element('bdi', { class: 'name' }, visibleText(name)),
    element('br'),
    text(standings[answer.state]),
    ...answerWords(answer),
  );
}
