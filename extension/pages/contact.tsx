import type { Contact } from '../messages.ts';
import { text } from '../platform/text.ts';
import { visibleText } from './visible-text.ts';

export function ContactCard({ contact }: { contact: Contact | null }) {
  if (contact === null) return <p>{text('no_contact')}</p>;
  return (
    <>
      <p class="strong">{visibleText(contact.title)}</p>
      {contact.phone && <p>{text('phone_line', visibleText(contact.phone))}</p>}
      {contact.mail && <p>{text('mail_line', visibleText(contact.mail))}</p>}
    </>
  );
}
