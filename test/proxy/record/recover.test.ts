import { appendFile, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { recover } from '../../../proxy/record/recover.ts';
import { segmentIn } from '../../../proxy/record/segments.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { changeSegment, decisions, writeLog } from '../../support/written-log.ts';

describe('recover', () => {
  it('finds nothing in an empty folder', async () => {
    await using folder = await temporaryFolder();
    expect(await recover(folder.path)).toEqual({ segments: [], tail: null, cut: [], damaged: 0 });
  });

  it('goes on behind the last record of a log that was closed in order', async () => {
    await using folder = await temporaryFolder();
    const stored = await writeLog(folder.path, decisions(3));
    const { tail, cut, damaged } = await recover(folder.path);
    const segment = segmentIn(folder.path, 1);
    const { size } = await stat(segment.file);
    expect({ cut, damaged }).toEqual({ cut: [], damaged: 0 });
    expect(tail).toEqual({
      seq: 3,
      hash: stored[2]?.hash,
      day: '2027-01-05',
      terminal: 't-1',
      segment,
      size,
    });
  });

  it.each<[string, (file: string) => Promise<void>, number, number]>([
    ['half a line', (file) => appendFile(file, '{"terminal":"t-1","seq":4'), 3, 1],
    ['a line without its end', async (file) => truncate(file, (await stat(file)).size - 1), 2, 1],
    ['a hole of zero bytes', (file) => appendFile(file, Buffer.alloc(5000)), 3, 1],
    [
      'a hole of zero bytes with a sound line behind it',
      async (file) => {
        const last = (await readFile(file, 'utf8')).split('\n')[2];
        await appendFile(file, `${'\0'.repeat(4096)}\n${last}\n`);
      },
      3,
      1,
    ],
    ['lines that are no records', (file) => appendFile(file, 'garbage\ngarbage\n'), 3, 1],
    ['nothing', async () => {}, 3, 0],
  ])('cuts off %s', async (_, damage, seq, cuts) => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(3));
    const { file } = segmentIn(folder.path, 1);
    await damage(file);
    const before = await readFile(file);
    const { tail, cut } = await recover(folder.path);
    expect(tail?.seq).toBe(seq);
    expect(cut).toHaveLength(cuts);
    const aside = await Promise.all(cut.map((each) => readFile(each)));
    expect(Buffer.concat([await readFile(file), ...aside])).toEqual(before);
  });

  it('never cuts away records behind a damaged line', async () => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(5));
    await changeSegment(folder.path, 1, (lines) => lines.with(1, 'garbage'));
    const before = await readFile(segmentIn(folder.path, 1).file);
    const { tail, cut, damaged } = await recover(folder.path);
    expect({ seq: tail?.seq, cut, damaged }).toEqual({ seq: 5, cut: [], damaged: 1 });
    expect(await readFile(segmentIn(folder.path, 1).file)).toEqual(before);
  });

  it.each<[string, string]>([
    ['is empty', ''],
    ['holds garbage alone', 'garbage'],
  ])('goes back to the segment before one that %s', async (_, content) => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(2));
    await writeFile(segmentIn(folder.path, 3).file, content);
    const { tail, segments } = await recover(folder.path);
    expect(tail?.seq).toBe(2);
    expect(segments).toHaveLength(1);
    const names = (await readdir(folder.path)).filter((name) => name.endsWith('.jsonl'));
    expect(names).toEqual(['000000000001.jsonl']);
  });

  it('reads the end of a large segment alone', async () => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(2));
    const { file } = segmentIn(folder.path, 1);
    const [first, second] = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, `${first}\n${`${'x'.repeat(1000)}\n`.repeat(9_000)}${second}\n`);
    expect((await recover(folder.path)).tail?.seq).toBe(2);
  });

  it('does not touch a large file in which it finds no record', async () => {
    await using folder = await temporaryFolder();
    const { file } = segmentIn(folder.path, 1);
    await writeFile(
      file,
      'x'
        .repeat(1023)
        .concat('\n')
        .repeat(10 << 10),
    );
    await expect(recover(folder.path)).rejects.toMatchObject({ code: 'damaged' });
    expect((await stat(file)).size).toBe(10 << 20);
    expect(await readdir(folder.path)).toEqual([path.basename(file)]);
  });
});
