/**
 * Over the page: something that it sent was refused on its way (by the gateway, or by the early
 * decision), because of what it holds. Of a warning the person may say why, and send it again.
 */
import { explain } from '../pages/explanation.ts';
import { visibleText } from '../pages/visible-text.ts';
import { text } from '../platform/text.ts';
import type { RefusedMessage } from './channel.ts';
import { contactView, todoView } from './contact-view.ts';
import { type DraftWays, draftOffer } from './draft-offer.ts';
import { element } from './element.ts';
import { button, type Frame } from './frame.ts';
import { itemView } from './item-view.ts';
import { reasonForm } from './reason-form.ts';

export function showRefused(
  frame: Frame,
  { decision, contact }: RefusedMessage,
  onReason: (reason: string) => Promise<string | null>,
  ways: DraftWays,
): Promise<void> {
  return new Promise((resolve) => {
    const { todo } = explain({ decision, obstacle: null });
    const isWarned = decision.action === 'warn' && decision.held !== undefined;
    const isPosting = decision.postings !== undefined;
    const form = isWarned ? reasonForm(text('guard_record_reason'), onReason, again) : null;
    const close = button(text(isWarned ? 'guard_keep_back' : 'guard_close'), resolve, {
      ...(isWarned ? { class: 'quiet' } : {}),
      'data-first': '',
    });
    const heading = text(
      isWarned ? 'guard_heading_warned' : isPosting ? 'heading_posting' : 'heading_upload',
    );
    frame.show(
      heading,
      [
        element('p', {}, text('guard_refused_to', visibleText(decision.host))),
        itemView(null, decision),
        ...todoView(todo),
        ...contactView(contact),
        ...draftOffer(decision, ways, done),
        ...(form?.contents ?? []),
        element('div', { class: 'buttons' }, form?.send ?? null, close),
      ],
      resolve,
    );

    function again(): void {
      done(text('guard_send_again'));
    }
    function done(sentence: string): void {
      const words = element('p', { class: 'good', role: 'status' }, sentence);
      const leave = button(text('guard_close'), resolve);
      frame.show(heading, [words, element('div', { class: 'buttons' }, leave)], resolve);
    }
  });
}
