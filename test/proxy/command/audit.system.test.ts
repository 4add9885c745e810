import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { changeSegment, decisions, writeLog } from '../../support/written-log.ts';

function verify(folder: string, places: string[]) {
  const program = path.join(projectRoot, 'proxy', 'main.ts');
  const env = { ...process.env, INIT_CWD: folder };
  const { status, stdout } = spawnSync(process.execPath, [program, 'audit', 'verify', ...places], {
    env,
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter(Boolean);
  return { status, reports: lines.map((line) => JSON.parse(line)) };
}

describe('sekisho audit verify', () => {
  it('prints one object a path, as given and in order, and ends with 0 where all hold', async () => {
    await using folder = await temporaryFolder();
    await writeLog(path.join(folder.path, 'a'), decisions(3));
    await writeLog(path.join(folder.path, 'b'), decisions(2));
    const sound = { holds: true, problems: [], warnings: [] };
    expect(verify(folder.path, ['a', './b'])).toEqual({
      status: 0,
      reports: [
        { file: 'a', records: 3, first: 1, last: 3, ...sound },
        { file: './b', records: 2, first: 1, last: 2, ...sound },
      ],
    });
  });

  it('ends with 1 where one does not hold, and says of every path what it found', async () => {
    await using folder = await temporaryFolder();
    await writeLog(path.join(folder.path, 'a'), decisions(3));
    await writeLog(path.join(folder.path, 'b'), decisions(3));
    await changeSegment(path.join(folder.path, 'b'), 1, (lines) => lines.toSpliced(1, 1));
    const { status, reports } = verify(folder.path, ['nothing', 'b', 'a']);
    expect(status).toBe(1);
    expect(reports.map(({ file, holds }) => [file, holds])).toEqual([
      ['nothing', false],
      ['b', false],
      ['a', true],
    ]);
    expect(reports[1].problems).toMatchObject([{ code: 'gap', seq: 2 }]);
  });

  it('ends with 1 where it is given no path', () => {
    expect(verify('.', [])).toEqual({ status: 1, reports: [] });
  });
});
