import { describe, expect, it } from 'vitest';
import { dropSegmentsBefore } from '../../../proxy/record/retention.ts';
import { listSegments } from '../../../proxy/record/segments.ts';
import { verifyLog } from '../../../proxy/record/verify-log.ts';
import { decisionRecord, temporaryFolder } from '../../support/audit-records.ts';
import { changeSegment, writeLog } from '../../support/written-log.ts';

/** One record a segment: on 1, 2, 3 and 4 January. */
async function fourSegments(folder: string) {
  const records = [1, 2, 3, 4].map((n) => decisionRecord(n, { at: `2027-01-0${n}T00:00:00.000Z` }));
  await writeLog(folder, records, { segmentBytes: 1 });
  return listSegments(folder);
}

describe('dropSegmentsBefore', () => {
  it.each<[string, string, number, number[]]>([
    ['what is older', '2027-01-03T00:00:00Z', 4, [3, 4]],
    ['nothing that is not older', '2027-01-01T00:00:00Z', 4, [1, 2, 3, 4]],
    ['nothing that the hub has not got', '2028-01-01T00:00:00Z', 1, [2, 3, 4]],
    ['never the last segment', '2028-01-01T00:00:00Z', 4, [4]],
  ])('drops %s', async (_, time, sentUpTo, kept) => {
    await using folder = await temporaryFolder();
    const segments = await fourSegments(folder.path);
    const dropped = await dropSegmentsBefore(segments, Date.parse(time), sentUpTo);
    expect(dropped).toBe(4 - kept.length);
    expect(segments.map(({ first }) => first)).toEqual(kept);
    expect(await listSegments(folder.path)).toEqual(segments);
  });

  it('leaves a log that holds, with the word that its beginning was removed', async () => {
    await using folder = await temporaryFolder();
    await dropSegmentsBefore(
      await fourSegments(folder.path),
      Date.parse('2027-01-03T00:00:00Z'),
      4,
    );
    const report = await verifyLog(folder.path);
    expect(report).toMatchObject({ holds: true, first: 3, last: 4 });
    expect(report.warnings.map(({ code }) => code)).toEqual(['beginning-removed']);
  });

  it('deletes no damaged segment', async () => {
    await using folder = await temporaryFolder();
    const segments = await fourSegments(folder.path);
    await changeSegment(folder.path, 1, () => ['garbage']);
    expect(await dropSegmentsBefore(segments, Date.parse('2028-01-01T00:00:00Z'), 4)).toBe(0);
  });
});
