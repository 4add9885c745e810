/**
 * The field for the password of one encrypted file. It goes to the inspection and nowhere else: what
 * was typed is gone from the field before anything is asked.
 */

import { longestPassword } from '../../shared/protocol/lock.ts';
import { failureText } from '../pages/failure-text.ts';
import { text } from '../platform/text.ts';
import { element } from './element.ts';

/** `opened`: it was inspected, and decided on anew. A sentence says what went wrong, '' without words. */
export type Unlocking = 'opened' | 'wrong' | { readonly failed: string };

/** @param id of the field: there may be several */
export function passwordForm(
  id: string,
  unlock: (password: string) => Promise<Unlocking>,
  onOpened: () => void,
): HTMLFormElement {
  const field = element('input', {
    id,
    type: 'password',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    maxlength: String(longestPassword),
    'aria-describedby': `${id}-hint ${id}-error`,
  });
  const error = element('p', { id: `${id}-error`, class: 'error', role: 'alert' });
  const press = element('button', { type: 'submit' }, text('guard_password_open'));
  let isAsking = false;

  const say = (sentence: string) => {
    error.textContent = sentence;
    if (sentence === '') field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
  };
  async function ask(): Promise<void> {
    const password = field.value;
    if (isAsking) return;
    if (password === '') {
      say(text('guard_password_empty'));
      field.focus();
      return;
    }
    isAsking = true;
    field.value = '';
    say('');
    press.textContent = text('guard_password_opening');
    const answer = await unlock(password);
    isAsking = false;
    press.textContent = text('guard_password_open');
    if (answer === 'opened') {
      onOpened();
      return;
    }
    say(sentenceOf(answer));
    field.focus();
  }
  const form = element(
    'form',
    { class: 'password' },
    element('label', { for: id }, text('guard_password')),
    element('p', { class: 'hint', id: `${id}-hint` }, text('guard_password_hint')),
    element('div', { class: 'line' }, field, press),
    error,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (event.isTrusted) void ask();
  });
  return form;
}

function sentenceOf(answer: Exclude<Unlocking, 'opened'>): string {
  if (answer === 'wrong') return text('guard_password_wrong');
  return failureText(answer.failed);
}
