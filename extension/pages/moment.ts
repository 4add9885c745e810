const nineHours = 9 * 3_600_000;

/** Times are kept in UTC and shown in Japan's, as the console shows them: `2027-01-01 00:30:00`. */
export function shownMoment(iso: string): string {
  const at = new Date(iso).getTime();
  if (Number.isNaN(at)) return '';
  return new Date(at + nineHours).toISOString().slice(0, 19).replace('T', ' ');
}
