/**
 * A program that sees one folder of ours in the place of a folder of the machine, in a mount
 * namespace of its own: the machine's /etc stays as it is, and the mount ends with the program.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Whoever is not root becomes it in a user namespace, where the machine allows one. */
const unshare = ['unshare', ...(process.getuid?.() === 0 ? [] : ['-r']), '-m'];
const mountThenRun = 'mount --bind "$0" "$1" && shift && exec "$@"';

/** @param place a folder that exists, e.g. `/etc/chromium` */
export function canMountOver(place: string): boolean {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sekisho-mount-'));
  const [program = '', ...argv] = [...unshare, 'sh', '-c', mountThenRun, folder, place, 'true'];
  const { status } = spawnSync(program, argv, { stdio: 'ignore' });
  rmSync(folder, { recursive: true });
  return status === 0;
}

/** Writes a script that runs `program` with its own arguments. Its process is the program's. */
export async function writeLauncher(
  script: string,
  options: { folder: string; place: string; program: string },
): Promise<void> {
  const { folder, place, program } = options;
  const words = [...unshare, 'sh', '-c', mountThenRun, folder, place, program].map(quoted);
  await writeFile(script, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, { mode: 0o700 });
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
