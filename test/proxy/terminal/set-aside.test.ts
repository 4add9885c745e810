import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { setAsideOtherLog } from '../../../proxy/terminal/set-aside.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { decisions, writeLog } from '../../support/written-log.ts';

describe('setAsideOtherLog', () => {
  it.each<[string, (folder: string) => Promise<unknown>]>([
    ['there is none', async () => {}],
    ['it is empty', (folder) => mkdir(folder)],
    ['it is its own', (folder) => writeLog(folder, decisions(1))],
    [
      'its first line cannot be read',
      async (folder) => {
        await mkdir(folder);
        await writeFile(path.join(folder, '000000000001.jsonl'), 'garbage');
      },
    ],
  ])('leaves the log where %s', async (_, make) => {
    await using folder = await temporaryFolder();
    const audit = path.join(folder.path, 'audit');
    await make(audit);
    const before = await readdir(folder.path);
    expect(await setAsideOtherLog(audit, 't-1')).toBeNull();
    expect(await readdir(folder.path)).toEqual(before);
  });

  it("renames another terminal's log, also a second time", async () => {
    await using folder = await temporaryFolder();
    const audit = path.join(folder.path, 'audit');
    for (let round = 0; round < 2; round++) {
      await writeLog(audit, decisions(1), { terminal: 'old/../t' });
      await setAsideOtherLog(audit, 't-1');
    }
    expect((await readdir(folder.path)).sort()).toEqual(['audit-old____t', 'audit-old____t-2']);
    expect(await readdir(path.join(folder.path, 'audit-old____t'))).toEqual(['000000000001.jsonl']);
  });
});
