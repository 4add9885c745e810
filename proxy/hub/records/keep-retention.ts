/** Records and thumbnails go when the policy's `retention` says so, by whole UTC days. */

import { firstDaysKept, firstThumbnailDay } from '../../../shared/policy/retention.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Store } from '../store/store.ts';

/**
 * Where the policy says nothing, records stay, and thumbnails go.
 * @returns the days whose accesses were deleted
 */
export async function keepRetention(
  {
    records,
    thumbnails,
  }: {
    records: Pick<Store['records'], 'dropDaysBefore'>;
    thumbnails: Pick<Store['thumbnails'], 'dropBefore'>;
  },
  { retention }: Pick<Policy, 'retention'>,
  now: number,
): Promise<string[]> {
  await thumbnails.dropBefore(firstThumbnailDay(retention, now));
  return retention === undefined ? [] : records.dropDaysBefore(firstDaysKept(retention, now));
}
