/** Records go when the policy's `retention` says so, by whole UTC days. */

import { firstDaysKept } from '../../../shared/policy/retention.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { RecordStore } from '../store/store.ts';

/** @returns the days whose accesses were deleted; none where the policy says nothing */
export async function keepRetention(
  records: Pick<RecordStore, 'dropDaysBefore'>,
  { retention }: Pick<Policy, 'retention'>,
  now: number,
): Promise<string[]> {
  return retention === undefined ? [] : records.dropDaysBefore(firstDaysKept(retention, now));
}
