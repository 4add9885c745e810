import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockFolder } from '../../../proxy/record/folder-lock.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

/** A process id that nobody has: its process has just ended. */
function endedPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('lockFolder', () => {
  it('lets one in at a time', async () => {
    await using folder = await temporaryFolder();
    const first = await lockFolder(folder.path);
    const refused = lockFolder(folder.path);
    await expect(refused).rejects.toMatchObject({ code: 'locked' });
    await expect(refused).rejects.toThrow(/delete .*lock/);
    await first[Symbol.asyncDispose]();
    await using _second = await lockFolder(folder.path);
    expect(await readdir(folder.path)).toEqual(['lock']);
  });

  it('lets exactly one in of many that come together', async () => {
    await using folder = await temporaryFolder();
    const left = JSON.stringify({ pid: endedPid(), began: null });
    for (let round = 0; round < 50; round++) {
      await writeFile(path.join(folder.path, 'lock'), left);
      const asked = Array.from({ length: 8 }, () => lockFolder(folder.path));
      const all = await Promise.allSettled(asked);
      const got = all.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      expect(got).toHaveLength(1);
      for (const lock of got) await lock[Symbol.asyncDispose]();
      expect(await readdir(folder.path)).toEqual([]);
    }
  });

  it('takes over where whoever took it over ended in the middle', async () => {
    await using folder = await temporaryFolder();
    const left = JSON.stringify({ pid: endedPid(), began: null, nonce: 'x' });
    await writeFile(path.join(folder.path, 'lock'), left);
    await writeFile(path.join(folder.path, 'lock.taking'), left);
    await using _lock = await lockFolder(folder.path);
    expect(await readdir(folder.path)).toEqual(['lock']);
  });

  it.each<[string, () => string]>([
    [
      'of a process that has ended',
      () => JSON.stringify({ pid: endedPid(), began: null, nonce: 'x' }),
    ],
    [
      'of this process id from an earlier start',
      () => JSON.stringify({ pid: process.pid, began: null, nonce: 'x' }),
    ],
    ['that cannot be read', () => 'garbage'],
    ['that is empty', () => ''],
  ])('takes over a lock %s', async (_, content) => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'lock');
    await writeFile(file, content());
    await using _lock = await lockFolder(folder.path);
    expect(JSON.parse(await readFile(file, 'utf8')).pid).toBe(process.pid);
  });

  it('keeps out of the folder of a living process', async () => {
    await using folder = await temporaryFolder();
    const content = JSON.stringify({ pid: process.ppid, began: null, nonce: 'x' });
    await writeFile(path.join(folder.path, 'lock'), content);
    await expect(lockFolder(folder.path)).rejects.toMatchObject({ code: 'locked' });
    expect(await readFile(path.join(folder.path, 'lock'), 'utf8')).toBe(content);
  });

  it.skipIf(process.platform !== 'linux')(
    'takes over where another process has got the same id since',
    async () => {
      await using folder = await temporaryFolder();
      const content = JSON.stringify({ pid: process.ppid, began: 'another boot 1', nonce: 'x' });
      await writeFile(path.join(folder.path, 'lock'), content);
      await using _lock = await lockFolder(folder.path);
    },
  );

  it('leaves the lock alone that another took since', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'lock');
    const lock = await lockFolder(folder.path);
    await writeFile(file, 'of another');
    await lock[Symbol.asyncDispose]();
    expect(await readFile(file, 'utf8')).toBe('of another');
  });
});
