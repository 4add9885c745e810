/**
 * From a clean clone to the printed link: how long `npm ci` and `npm start` take, and how much
 * memory the system then holds (proportional set size of all its processes, Linux only).
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../proxy/platform/build.ts';

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-start-'));
  const clone = path.join(folder, 'sekisho');
  try {
    must(spawnSync('git', ['clone', '--quiet', projectRoot, clone]).status === 0, 'git clone');
    const install = timed(() => spawnSync('npm', ['ci', '--silent'], { cwd: clone }).status === 0);
    print('npm ci', `${seconds(install)} s`);
    for (const round of ['first npm start (builds the console)', 'second npm start']) {
      const { ms, kilobytes } = await startOnce(clone, path.join(folder, 'home'));
      print(round, `${seconds(ms)} s to the printed notice, ${(kilobytes / 1024).toFixed(0)} MB`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startOnce(clone: string, home: string): Promise<{ ms: number; kilobytes: number }> {
  const [proxy, link, hub] = await Promise.all([freePort(), freePort(), freePort()]);
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: {
      ...process.env,
      INIT_CWD: clone,
      SEKISHO_HOME: home,
      SEKISHO_PROXY_PORT: String(proxy),
      SEKISHO_LINK_PORT: String(link),
      SEKISHO_HUB_PORT: String(hub),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    await printed(child, /Ctrl\+C/);
    const ms = performance.now() - began;
    return { ms, kilobytes: memoryOf(child.pid ?? 0) };
  } finally {
    const gone = new Promise((resolve) => child.once('close', resolve));
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await gone;
  }
}

function printed(child: ChildProcess, what: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (bytes) => {
      text += bytes;
      if (what.test(text)) resolve();
    });
    child.once('close', () => reject(new Error(`ended before it was ready:\n${text}`)));
  });
}

/** Kilobytes of a process and all below it. */
function memoryOf(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const status = attempt(() => readFileSync(`/proc/${name}/status`, 'utf8'));
    const parent = /^PPid:\s+(\d+)/m.exec(status ?? '')?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isBelow = (pid: number): boolean =>
    pid === root || (parents.has(pid) && isBelow(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isBelow).reduce((sum, pid) => {
    const rollup = attempt(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return sum + Number(/^Pss:\s+(\d+)/m.exec(rollup ?? '')?.[1] ?? 0);
  }, 0);
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null; // the process has ended meanwhile
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

function timed(work: () => boolean): number {
  const began = performance.now();
  must(work(), 'npm ci');
  return performance.now() - began;
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`${what} failed`);
}

const seconds = (ms: number) => (ms / 1000).toFixed(1);
const print = (what: string, figure: string) => process.stdout.write(`${what}: ${figure}\n`);
