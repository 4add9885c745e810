import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openSegmentWriter } from '../../../proxy/record/segment-writer.ts';
import { type Segment, segmentIn } from '../../../proxy/record/segments.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

const day = '2027-01-05';
const nextDay = '2027-01-06';

describe('openSegmentWriter', () => {
  it('begins a segment at the size limit and on a later day, not on an earlier one', async () => {
    await using folder = await temporaryFolder();
    const segments: Segment[] = [];
    const options = { folder: folder.path, segmentBytes: 6, segments, tail: null };
    await using writer = await openSegmentWriter(options);
    await writer.write(1, day, Buffer.from('1234\n'));
    await writer.write(2, day, Buffer.from('2234\n'));
    await writer.write(3, day, Buffer.from('3234\n'));
    await writer.write(4, nextDay, Buffer.from('4234\n'));
    await writer.write(5, day, Buffer.from('5\n'));
    expect(segments.map(({ first }) => first)).toEqual([1, 3, 4]);
    expect(writer.size).toBe(7);
    const contents = segments.map(({ file }) => readFile(file, 'utf8'));
    expect(await Promise.all(contents)).toEqual(['1234\n2234\n', '3234\n', '4234\n5\n']);
  });

  it('goes on in the segment and at the place that recovery found', async () => {
    await using folder = await temporaryFolder();
    const segment = segmentIn(folder.path, 1);
    await writeFile(segment.file, 'aaaa\nrest');
    const tail = { segment, size: 5, day };
    const options = { folder: folder.path, segmentBytes: 100, segments: [segment], tail };
    await using writer = await openSegmentWriter(options);
    expect(await writer.write(2, day, Buffer.from('bbbbb\n'))).toEqual({ segment, offset: 5 });
    expect(await readFile(segment.file, 'utf8')).toBe('aaaa\nbbbbb\n');
  });

  it('writes over what a failed beginning left under the same name', async () => {
    await using folder = await temporaryFolder();
    const { file } = segmentIn(folder.path, 1);
    await writeFile(file, 'never acknowledged');
    const options = { folder: folder.path, segmentBytes: 100, segments: [], tail: null };
    await using writer = await openSegmentWriter(options);
    await writer.write(1, day, Buffer.from('a\n'));
    expect(await readFile(file, 'utf8')).toBe('a\n');
  });

  it('fails where no segment can be begun, and begins it when that is mended', async () => {
    await using folder = await temporaryFolder();
    const gone = `${folder.path}/gone`;
    const options = { folder: gone, segmentBytes: 100, segments: [], tail: null };
    await using writer = await openSegmentWriter(options);
    const write = () => writer.write(1, day, Buffer.from('a\n'));
    await expect(write()).rejects.toMatchObject({ code: 'ENOENT' });
    await mkdir(gone);
    await write();
    expect(await readFile(segmentIn(gone, 1).file, 'utf8')).toBe('a\n');
    await rm(gone, { recursive: true });
  });
});
