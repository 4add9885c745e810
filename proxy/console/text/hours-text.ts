import type { EntryFields } from '../../../shared/policy/schema.ts';
import type { Words } from '../words/ja.ts';

/** `月・火・水 08:30～17:15（祝日を除く）` */
export function hoursText(
  { days = [], from, to, holidays }: NonNullable<EntryFields['hours']>,
  words: Words,
): string {
  const own = words.policy.list;
  const times = from === undefined && to === undefined ? '' : `${from ?? '0:00'}～${to ?? '24:00'}`;
  const time = [days.map((day) => own.days[day]).join(own.between), times]
    .filter((each) => each !== '')
    .join(' ');
  if (holidays !== 'closed') return time;
  return time === '' ? own.notOnHolidays : own.butHolidays(time);
}
