/** What to do instead, and whom to call. */
import type { Contact } from '../messages.ts';
import { visibleText } from '../pages/visible-text.ts';
import { type TextKey, text } from '../platform/text.ts';
import { element } from './element.ts';

export function todoView(todo: readonly TextKey[]): Node[] {
  if (todo.length === 0) return [];
  return [
    element('h3', {}, text('what_to_do')),
    element('ul', {}, ...[...new Set(todo)].map((key) => element('li', {}, text(key)))),
  ];
}

export function contactView(contact: Contact | null): Node[] {
  const heading = element('h3', {}, text('whom_to_call'));
  if (contact === null) return [heading, element('p', {}, text('no_contact'))];
  const { title, phone, mail } = contact;
  const lines = [
    visibleText(title),
    phone === undefined ? null : text('phone_line', visibleText(phone)),
    mail === undefined ? null : text('mail_line', visibleText(mail)),
  ].filter((line) => line !== null);
  return [heading, element('p', {}, lines.join(text('place_joint')))];
}
