/** Access records older than the policy's `retention.access` go, by whole UTC days. */
import { addDuration } from '../../../shared/policy/duration.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { RecordStore } from '../store/store.ts';

/** @returns the days that were deleted; none where the policy says nothing */
export async function keepRetention(
  records: Pick<RecordStore, 'dropDaysBefore'>,
  policy: Policy,
  now: number,
): Promise<string[]> {
  if (policy.retention === undefined) return [];
  const oldest = addDuration(now, policy.retention.access, -1);
  return records.dropDaysBefore(new Date(oldest).toISOString().slice(0, 10));
}
