import { japanMoment } from '../../shared/policy/japan-time.ts';

/** Times are kept in UTC and shown in Japan's, as the console shows them: `2027-01-01 00:30:00`. */
export function shownMoment(iso: string): string {
  const at = new Date(iso).getTime();
  return Number.isNaN(at) ? '' : japanMoment(at);
}
