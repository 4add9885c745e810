/** Times of the policy: Asia/Tokyo, which has been +09:00 without summer time since 1952. */
const dayMs = 86_400_000;
const offsetMs = 9 * 3_600_000;

/** The day of the week (0 is Monday) and the minute of the day in Japan. */
export function japanClock(at: number): { readonly day: number; readonly minute: number } {
  const local = at + offsetMs;
  const dayNumber = Math.floor(local / dayMs);
  // 1970-01-01 was a Thursday.
  return {
    day: (((dayNumber + 3) % 7) + 7) % 7,
    minute: Math.floor((local - dayNumber * dayMs) / 60_000),
  };
}

/** `2026-11-23 09:05:30` */
export function japanMoment(at: number): string {
  return new Date(at + offsetMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026-11-23` */
export function japanDate(at: number): string {
  return japanMoment(at).slice(0, 10);
}

/** When a moment begins: a date at its midnight in Japan. Epoch ms. */
export function startOf(moment: string): number {
  return Date.parse(isDate(moment) ? `${moment}T00:00:00+09:00` : moment);
}

/** When a moment is over: a date at the midnight after it. Epoch ms. */
export function endOf(moment: string): number {
  return isDate(moment) ? startOf(moment) + dayMs : Date.parse(moment);
}

/** A day of the calendar, so many days later: `2026-12-31`, 1 → `2027-01-01` */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

function isDate(moment: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(moment);
}

/** `08:30` → 510 */
export function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
