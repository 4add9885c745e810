/**
 * Packages that tests alone need, in folders of their own with their own lock files: installing
 * Sekisho installs none of them.
 */
import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../proxy/platform/build.ts';
import { run } from './run.ts';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Of test/end-to-end. */
export type ApartFolder = 'bluesky' | 'upload-pages';

export const apartFolder = (name: ApartFolder): string =>
  path.join(projectRoot, 'test', 'end-to-end', name);

/** npm writes this file last. Tests that need the packages say "not run" where it is missing. */
const finished = (name: ApartFolder) =>
  path.join(apartFolder(name), 'node_modules', '.package-lock.json');

export const isInstalled = (name: ApartFolder): boolean => existsSync(finished(name));

/** Installs what is missing or older than its lock file; says so where it cannot. */
export function installApart(name: ApartFolder): void {
  const lock = path.join(apartFolder(name), 'package-lock.json');
  if (isInstalled(name) && statSync(finished(name)).mtimeMs >= statSync(lock).mtimeMs) return;
  process.stdout.write(`installing the packages of test/end-to-end/${name}\n`);
  const argv = ['ci', '--prefix', apartFolder(name), '--ignore-scripts', '--no-audit', '--no-fund'];
  if (run(npm, [...argv, '--loglevel=error'])) return;
  // Half of it would look like all of it.
  rmSync(path.join(apartFolder(name), 'node_modules'), { recursive: true, force: true });
  process.stderr.write(
    `not run: the tests that need test/end-to-end/${name}, whose packages npm could not install. Is its registry reachable? npm test tries again.\n`,
  );
}
