import type { EntryFields } from '../../../shared/policy/schema.ts';
import type { Words } from '../words/ja.ts';

/** `月火水 08:30～17:15` */
export function hoursText(
  { days = [], from, to }: NonNullable<EntryFields['hours']>,
  words: Words,
): string {
  const names = words.policy.list.days;
  const times = from === undefined && to === undefined ? '' : `${from ?? '0:00'}～${to ?? '24:00'}`;
  return [days.map((day) => names[day]).join(words.policy.list.between), times]
    .filter((each) => each !== '')
    .join(' ');
}
