/** Console and extension are built from TypeScript; whoever needs them builds them when stale. */
import { spawn } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from './start-error.ts';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

export interface Build {
  readonly title: string;
  /** A file that the build makes; below the project. */
  readonly output: string;
  /** Files and folders that it is made from. */
  readonly sources: readonly string[];
  /** Package and its command's file, with arguments. */
  readonly run: readonly [pkg: string, bin: string, ...argv: string[]];
}

export const builds = {
  console: {
    title: 'console',
    output: '.output/console/index.html',
    sources: ['proxy/console', 'shared', 'vite.config.ts', 'package.json'],
    run: ['vite', 'vite', 'build', '--config', 'vite.config.ts'],
  },
  chromium: {
    title: 'extension for Chromium',
    output: '.output/chrome-mv3/manifest.json',
    sources: ['extension', 'shared', 'wxt.config.ts', 'package.json'],
    run: ['wxt', 'wxt', 'build', '-b', 'chrome'],
  },
  firefox: {
    title: 'extension for Firefox',
    output: '.output/firefox-mv2/manifest.json',
    sources: ['extension', 'shared', 'wxt.config.ts', 'package.json'],
    run: ['wxt', 'wxt', 'build', '-b', 'firefox'],
  },
} as const satisfies Record<string, Build>;

/** Builds where the output is missing or older than a source. @throws StartError with what was printed */
export async function buildWhenStale(build: Build, root = projectRoot): Promise<boolean> {
  const made = await modified(path.join(root, build.output));
  const newest = Math.max(
    ...(await Promise.all(build.sources.map((each) => newestBelow(path.join(root, each))))),
  );
  if (made !== null && made >= newest) return false;
  await run(build, root);
  return true;
}

/** The file behind a command of an installed package. */
export async function commandFile(pkg: string, bin: string, root = projectRoot): Promise<string> {
  // Not by resolve(): not every package exports its package.json.
  const manifest = path.join(root, 'node_modules', pkg, 'package.json');
  const { bin: bins } = JSON.parse(await readFile(manifest, 'utf8')) as {
    bin: string | Record<string, string>;
  };
  return path.join(path.dirname(manifest), typeof bins === 'string' ? bins : (bins[bin] ?? ''));
}

async function run(build: Build, root: string): Promise<void> {
  const [pkg, bin, ...argv] = build.run;
  const script = await commandFile(pkg, bin, root);
  const child = spawn(process.execPath, [script, ...argv], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-4_000);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new StartError(`the ${build.title} could not be built:\n${printed}`);
}

async function modified(file: string): Promise<number | null> {
  return stat(file).then(
    (found) => found.mtimeMs,
    () => null,
  );
}

async function newestBelow(place: string): Promise<number> {
  const found = await stat(place).catch(() => null);
  if (found === null) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const names = await readdir(place);
  const inside = await Promise.all(names.map((name) => newestBelow(path.join(place, name))));
  return Math.max(0, ...inside);
}
