/** What a content is called where it is shown: its file's name, or what it is. */
import type { ItemRecord } from '../../shared/audit/content-record.ts';
import { visibleText } from '../pages/visible-text.ts';
import { text } from '../platform/text.ts';

export function itemName(
  { name, kind }: Pick<ItemRecord, 'name' | 'kind'>,
  say: typeof text = text,
): string {
  if (name !== null && name !== '') return visibleText(name);
  // What a script sent was not always typed by the person.
  return say(kind === 'raw' ? 'guard_sent_item' : 'guard_text_item');
}
