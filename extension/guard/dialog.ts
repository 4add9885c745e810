/** What the person sees of one action: progress first, then what was decided. See frame.ts. */
import type { Lock } from '../../shared/protocol/lock.ts';
import { explain } from '../pages/explanation.ts';
import { ownHalf } from '../pages/own-half.ts';
import { visibleText } from '../pages/visible-text.ts';
import { language, type TextKey, text } from '../platform/text.ts';
import { approvalOffer } from './approval-offer.ts';
import type { GuardFailure } from './channel.ts';
import { contactView, todoView } from './contact-view.ts';
import { copyOffer } from './copy-offer.ts';
import { element } from './element.ts';
import { button, type Frame } from './frame.ts';
import type { Content, InquiryDialog, Onward, Ways } from './inquiry.ts';
import { itemHead } from './item-head.ts';
import { itemView } from './item-view.ts';
import type { Outcome } from './outcome.ts';
import { passwordForm } from './password-form.ts';
import { reasonForm } from './reason-form.ts';

/** What is over sooner is not worth a dialog. */
const quietMs = 400;
const mega = 1024 * 1024;

const failures: Readonly<Record<GuardFailure, TextKey>> = {
  'no-link': 'guard_no_link',
  'not-enrolled': 'guard_not_enrolled',
  unreadable: 'guard_unreadable',
  'too-many': 'guard_too_many',
  'no-page': 'guard_no_page',
};

export function createDialog(frame: Frame): InquiryDialog {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: { bar: HTMLProgressElement; line: HTMLElement } | null = null;
  let now = { name: '', done: 0, total: 0 };

  function drawProgress(): void {
    if (running === null) return;
    const { name, done, total } = now;
    const share = total === 0 ? 0 : done / total;
    // Sent is not looked at yet: the last step has no measure.
    if (share < 1) running.bar.value = share;
    else running.bar.removeAttribute('value');
    const bytes = text('guard_bytes', megabytes(done), megabytes(total));
    running.line.textContent = `${name === '' ? text('guard_text_item') : visibleText(name)}　${bytes}`;
  }

  function showProgress(onCancel: () => void): void {
    const bar = element('progress', { max: '1', 'aria-label': text('guard_inspecting') });
    const line = element('p', {});
    const cancel = button(text('guard_cancel'), onCancel, { class: 'quiet' });
    running = { bar, line };
    drawProgress();
    const buttons = element('div', { class: 'buttons' }, cancel);
    frame.show(text('guard_inspecting'), [line, bar, buttons], onCancel);
  }

  return {
    progress(name, done, total, onCancel) {
      now = { name, done, total };
      timer ??= setTimeout(() => showProgress(onCancel), quietMs);
      drawProgress();
    },
    outcome(outcome, kind, ways) {
      clearTimeout(timer);
      running = null;
      return new Promise((resolve) => {
        const back = () => resolve('back');
        const show = () => {
          const offer = [
            ...copyOffer(frame, outcome, ways.onCopies, show, resolve),
            ...approvalOffer(frame, outcome, ways.onApproval, show, resolve),
          ];
          const view = outcomeView(outcome, kind, ways, offer, resolve);
          frame.show(headingOf(outcome, kind), view, back);
        };
        show();
      });
    },
    close() {
      clearTimeout(timer);
      running = null;
      frame.close();
    },
  };
}

function megabytes(bytes: number): string {
  return (bytes / mega).toFixed(bytes < 10 * mega ? 1 : 0);
}

function headingOf({ allowed, warned, blocked, failed }: Outcome, kind: Content['kind']): string {
  if (failed.length > 0) return text('guard_heading_failed');
  if (blocked.length === 0) return text('guard_heading_warned');
  if (kind !== 'file') return text('guard_heading_blocked_text');
  if (allowed.length + warned.length > 0) return text('guard_heading_part');
  return text(blocked.length > 1 ? 'guard_heading_blocked_many' : 'guard_heading_blocked');
}

function outcomeView(
  outcome: Outcome,
  kind: Content['kind'],
  { onReason, onPassword }: Pick<Ways, 'onReason' | 'onPassword'>,
  offer: readonly Node[],
  onDone: (onward: Onward) => void,
): Node[] {
  const { allowed, warned, blocked, failed, contact } = outcome;
  const stopped = [...blocked, ...warned];
  const isPart = blocked.length + failed.length > 0 && allowed.length + warned.length > 0;
  const form =
    warned.length === 0
      ? null
      : reasonForm(text(isPart ? 'guard_send_rest_reason' : 'guard_send_reason'), onReason, () =>
          onDone('all'),
        );
  const first = { 'data-first': '' };
  const rest =
    isPart && form === null ? button(text('guard_send_rest'), () => onDone('all')) : null;
  const canGo = form !== null || rest !== null;
  const back = button(text(canGo ? 'guard_keep_back' : 'guard_close'), () => onDone('back'), {
    ...(canGo ? { class: 'quiet' } : {}),
    ...first,
  });
  return [
    ...(isPart ? [element('p', {}, text('guard_part'))] : []),
    ...failed.map(({ name, failure, message }) => failedView(name, failure, message)),
    ...stopped.map(({ index, name, decision, lock }) =>
      itemView(
        kind === 'file' ? name : null,
        decision,
        lockView(lock, index, onPassword, () => onDone('again')),
      ),
    ),
    ...offer,
    ...todoView(stopped.flatMap(({ decision }) => explain({ decision, obstacle: null }).todo)),
    ...contactView(contact),
    ...(form?.contents ?? []),
    element('div', { class: 'buttons' }, form?.send ?? rest, back),
  ];
}

/** Below what is encrypted: the way to open it, or that there is none. */
function lockView(
  lock: Lock | undefined,
  index: number,
  onPassword: Ways['onPassword'],
  onOpened: () => void,
): Node | null {
  if (lock === undefined) return null;
  if (lock === 'useless') return element('p', {}, text('guard_password_useless'));
  const unlock = (password: string) => onPassword(index, password);
  return passwordForm(`password-${index}`, unlock, onOpened);
}

function failedView(name: string, failure: GuardFailure, message: string): HTMLElement {
  return element(
    'div',
    { class: 'item blocked' },
    itemHead(text('guard_stopped'), name === '' ? text('guard_text_item') : visibleText(name)),
    element('p', {}, text(failures[failure])),
    message === ''
      ? null
      : element('p', { class: 'hint' }, visibleText(ownHalf(message, language()))),
  );
}
