/** Times are kept in UTC and shown in JST (Asia/Tokyo has no summer time: always +09:00). */
const shown = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function partsOf(at: Date): Record<string, string> {
  return Object.fromEntries(shown.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** `2026-07-01 09:05:30`; the text itself where it is no time. */
export function jst(iso: string, how: 'second' | 'minute' = 'second'): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const part = partsOf(at);
  const day = `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}`;
  return how === 'minute' ? day : `${day}:${part.second}`;
}

/** `9`: the hour of the day in JST, for the chart's axis. */
export function jstHour(iso: string): string {
  return String(Number(partsOf(new Date(iso)).hour));
}

/** What `<input type="datetime-local">` holds, read as JST → ISO in UTC; null where it is unusable. */
export function utcFromJst(local: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return null;
  const at = new Date(`${local.length === 16 ? `${local}:00` : local}+09:00`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** ISO in UTC → what `<input type="datetime-local">` holds, in JST; '' where it is no time. */
export function jstInput(iso: string): string {
  const text = jst(iso, 'minute');
  return text === iso ? '' : text.replace(' ', 'T');
}

/** A policy's moment (`2027-03-31` or with time and offset) as people read it. */
export function momentText(moment: string): string {
  return moment.length === 10 ? moment : jst(moment, 'minute');
}

/** The part of a moment that `<input type="date">` holds: its day in JST. */
export function dayOf(moment: string): string {
  return momentText(moment).slice(0, 10);
}
