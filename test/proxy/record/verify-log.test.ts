import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAuditLog } from '../../../proxy/record/audit-log.ts';
import { segmentIn } from '../../../proxy/record/segments.ts';
import { verifyLog } from '../../../proxy/record/verify-log.ts';
import { memoryLog, temporaryFolder } from '../../support/audit-records.ts';
import { changeSegment, decisions, writeLog } from '../../support/written-log.ts';

const codes = (said: { code: string }[]) => said.map(({ code }) => code);

describe('verifyLog', () => {
  it('finds that a folder of several segments holds', async () => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(20), { segmentBytes: 2000 });
    expect(await verifyLog(folder.path)).toEqual({
      records: 20,
      first: 1,
      last: 20,
      holds: true,
      problems: [],
      warnings: [],
    });
  });

  it.each<[string, (lines: string[]) => string[], string[]]>([
    [
      'a changed line',
      (lines) => lines.with(0, (lines[0] ?? '').replace('allow', 'block')),
      ['broken-hash'],
    ],
    ['a missing segment', () => [], ['gap']],
    ['garbage', (lines) => lines.with(1, '\u0000garbage'), ['bad-json', 'gap']],
  ])('finds %s in the middle', async (_, change, expected) => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(20), { segmentBytes: 2000 });
    await changeSegment(folder.path, 4, change);
    const report = await verifyLog(folder.path);
    expect(report.holds).toBe(false);
    expect(codes(report.problems)).toEqual(expected);
  });

  it('finds a cut end', async () => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(3));
    await appendFile(segmentIn(folder.path, 1).file, '{"half');
    const report = await verifyLog(folder.path);
    expect(codes(report.problems)).toEqual(['cut-line']);
  });

  it('only warns of a cut end while a process writes to the log', async () => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(3));
    const log = memoryLog().log;
    await using _audit = await openAuditLog({ folder: folder.path, terminal: 't-1', log });
    await appendFile(segmentIn(folder.path, 1).file, '{"half');
    const report = await verifyLog(folder.path);
    expect(report.holds).toBe(true);
    expect(codes(report.warnings)).toEqual(['cut-line']);
  });

  it('tells of lines that were kept aside', async () => {
    await using folder = await temporaryFolder();
    await writeLog(folder.path, decisions(1));
    await appendFile(segmentIn(folder.path, 1).file, '{"half');
    await writeLog(folder.path, decisions(1, 2));
    const report = await verifyLog(folder.path);
    expect(report.holds).toBe(true);
    expect(codes(report.warnings)).toEqual(['kept-aside']);
  });

  it('verifies an export of several terminals', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'export.jsonl');
    for (const [terminal, from] of [
      ['t-1', 1],
      ['t-2', 3],
    ] as const) {
      await writeLog(path.join(folder.path, terminal), decisions(2, from), { terminal });
      await appendFile(file, await readFile(segmentIn(path.join(folder.path, terminal), 1).file));
    }
    expect(await verifyLog(file)).toMatchObject({
      records: 4,
      first: null,
      last: null,
      holds: true,
      terminals: [
        { terminal: 't-1', records: 2, first: 1, last: 2 },
        { terminal: 't-2', records: 2, first: 1, last: 2 },
      ],
    });
  });

  it.each<[string, (folder: string) => Promise<string>, string]>([
    ['a path where nothing is', async (folder) => path.join(folder, 'nothing'), 'unreadable'],
    ['a folder without a log', async (folder) => folder, 'empty'],
    [
      'a file of another kind',
      async (folder) => {
        const file = path.join(folder, 'picture.png');
        await writeFile(file, Buffer.from([0x89, 0x50, 0x0a, 0xff, 0xfe, 0x0a]));
        return file;
      },
      'bad-json',
    ],
  ])('says of %s that it does not hold', async (_, place, code) => {
    await using folder = await temporaryFolder();
    const report = await verifyLog(await place(folder.path));
    expect(report.holds).toBe(false);
    expect(report.problems[0]?.code).toBe(code);
  });
});
