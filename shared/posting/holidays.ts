/**
 * National holidays of Japan, with those in lieu and between: 1970 to 2050, from the Cabinet
 * Office's list. What one year's law changes comes with a newer package.
 */
import holidayJp from '@holiday-jp/holiday_jp';

/** @param date `2026-11-23`, in Japan */
export function isHoliday(date: string): boolean {
  return Object.hasOwn(holidayJp.holidays, date);
}
