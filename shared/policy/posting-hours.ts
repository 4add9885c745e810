/** When a service is posted to: days, hours and national holidays, in Japan. */
import { japanClock, minuteOf } from './japan-time.ts';
import type { PostingHours } from './posting-schema.ts';
import { compileScope, isAt } from './scope.ts';

const dayMs = 86_400_000;

/**
 * Over midnight (`from` later than `to`) the small hours belong to the day before, for holidays too.
 * @param isHoliday takes `2026-11-23`
 */
export function compilePostingHours(
  { holidays, ...hours }: PostingHours,
  isHoliday: (date: string) => boolean,
): (at: number) => boolean {
  const isWritten = Object.values(hours).some((value) => value !== undefined);
  const scope = isWritten ? compileScope({ hours }) : null;
  const from = minuteOf(hours.from ?? '00:00');
  const to = minuteOf(hours.to ?? '24:00');
  return (at) => {
    if (!isAt(scope, at)) return false;
    if (holidays !== 'closed') return true;
    const isDayBefore = from > to && japanClock(at).minute < to;
    return !isHoliday(japanDate(isDayBefore ? at - dayMs : at));
  };
}

/** `2026-11-23` */
export function japanDate(at: number): string {
  return new Date(at + 9 * 3_600_000).toISOString().slice(0, 10);
}
