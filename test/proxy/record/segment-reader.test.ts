import { describe, expect, it } from 'vitest';
import { createSegmentReader } from '../../../proxy/record/segment-reader.ts';
import { listSegments } from '../../../proxy/record/segments.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { changeSegment, decisions, writeLog } from '../../support/written-log.ts';

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('createSegmentReader', () => {
  it.each<[string, number, number, number[]]>([
    ['from the beginning', 0, 3, [1, 2, 3]],
    ['across segments', 2, 9, range(3, 11)],
    ['exactly one segment', 0, 4, range(1, 4)],
    ['the last record', 29, 1, [30]],
    ['nothing', 30, 0, []],
  ])('reads %s', async (_, after, limit, expected) => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(30), { segmentBytes: 2500 });
    const reader = createSegmentReader(await listSegments(folder.path));
    expect((await reader.read(after, limit)).map(({ seq }) => seq)).toEqual(expected);
  });

  it('goes on where it ended, and also back', async () => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(30), { segmentBytes: 2500 });
    const reader = createSegmentReader(await listSegments(folder.path));
    const read: number[] = [];
    for (let after = 0; after < 30; after += 5) {
      read.push(...(await reader.read(after, 5)).map(({ seq }) => seq));
    }
    expect(read).toEqual(range(1, 30));
    expect((await reader.read(0, 2)).map(({ seq }) => seq)).toEqual([1, 2]);
    expect((await reader.read(5, 5)).map(({ seq }) => seq)).toEqual(range(6, 10));
  });

  it('finds records of a terminal with quotes in its name', async () => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(3), { terminal: 'a","seq":9,"' });
    const reader = createSegmentReader(await listSegments(folder.path));
    expect((await reader.read(1, 2)).map(({ seq }) => seq)).toEqual([2, 3]);
  });

  it.each<[string, (lines: string[]) => string[]]>([
    ['is garbage', (lines) => lines.with(2, 'garbage')],
    ['is missing', (lines) => lines.toSpliced(2, 1)],
    ['is cut', (lines) => [...lines.slice(0, 2), (lines[2] ?? '').slice(0, 50)]],
  ])('gives what stands before a record that %s, then says which it is', async (_, change) => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(5));
    await changeSegment(folder.path, 1, change);
    const reader = createSegmentReader(await listSegments(folder.path));
    expect((await reader.read(0, 5)).map(({ seq }) => seq)).toEqual([1, 2]);
    await expect(reader.read(2, 3)).rejects.toMatchObject({ code: 'damaged' });
    await expect(reader.read(2, 3)).rejects.toThrow(/Record 3 .* audit verify/);
  });

  it('says that a record is no longer kept', async () => {
    const reader = createSegmentReader([]);
    await expect(reader.read(0, 1)).rejects.toMatchObject({ code: 'not-kept' });
  });
});
