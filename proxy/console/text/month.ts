/** Months as the console's pages choose them: `2026-11`, in Japan. */
const dayMs = 86_400_000;

export const monthNow = (now: number): string =>
  new Date(now + 9 * 3_600_000).toISOString().slice(0, 7);

export function monthMoved(month: string, by: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The address's month where it is one, not after `last`; else `otherwise`. */
export function monthFrom(text: string | null, last: string, otherwise: string): string {
  const isMonth = text !== null && /^20\d{2}-(?:0[1-9]|1[0-2])$/.test(text);
  return isMonth && text <= last ? text : otherwise;
}

/** The newest first. */
export function monthsBack(last: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => monthMoved(last, -i));
}

/** Weeks from Monday on; null where the day belongs to another month. */
export function weeksOf(month: string): (string | null)[][] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  // 1970-01-01 was a Thursday.
  const lead = (((first / dayMs + 3) % 7) + 7) % 7;
  const weeks: (string | null)[][] = [];
  for (let at = first - lead * dayMs; ; at += 7 * dayMs) {
    const week = Array.from({ length: 7 }, (_, i) => {
      const day = new Date(at + i * dayMs).toISOString().slice(0, 10);
      return day.startsWith(month) ? day : null;
    });
    if (week.every((day) => day === null)) return weeks;
    weeks.push(week);
  }
}

/** The moments that a day in Japan begins and ends at, as the log's filter takes them. */
export function spanOfDay(day: string): { since: string; until: string } {
  const begin = Date.parse(`${day}T00:00:00+09:00`);
  const time = (at: number) => new Date(at).toISOString();
  return { since: time(begin), until: time(begin + dayMs) };
}
