/** The field for the reason without which nothing goes on: from a warning, or to who may approve. What was typed stays. */
import { failureText } from '../pages/failure-text.ts';
import { text } from '../platform/text.ts';
import { element } from './element.ts';
import { button } from './frame.ts';

export interface ReasonForm {
  readonly contents: readonly Node[];
  readonly send: HTMLButtonElement;
}

/** @param record its sentence says what went wrong; null: nothing */
export function reasonForm(
  words: string,
  record: (reason: string) => Promise<string | null>,
  onDone: () => void,
): ReasonForm {
  const field = element('textarea', {
    id: 'reason',
    rows: '2',
    maxlength: '500',
    'aria-describedby': 'reason-hint reason-error',
  });
  const error = element('p', { id: 'reason-error', class: 'error', role: 'alert' });
  let isSending = false;

  const say = (sentence: string) => {
    error.textContent = sentence;
    if (sentence === '') field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
  };
  const send = button(words, () => void press());
  async function press(): Promise<void> {
    if (isSending) return;
    if (field.value.trim() === '') {
      say(text('error_reason_empty'));
      field.focus();
      return;
    }
    isSending = true;
    say('');
    send.textContent = text('ask_sending');
    const wrong = await record(field.value.trim());
    isSending = false;
    send.textContent = words;
    if (wrong === null) onDone();
    else say(failureText(wrong));
  }
  return {
    contents: [
      element('label', { for: 'reason' }, text('guard_reason')),
      element('p', { class: 'hint', id: 'reason-hint' }, text('guard_reason_hint')),
      field,
      error,
    ],
    send,
  };
}
