/** The whole system as a newcomer starts it: `sekisho start` in a process, in a home of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, open, readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../proxy/platform/build.ts';
import { freePorts } from './free-port.ts';
import { keepForLeaks } from './sent-values.ts';

/** In the home, where nobody asked by SEKISHO_LOG to see it. */
const operationalLog = 'operational.log';
const program = path.join(projectRoot, 'proxy', 'main.ts');

export interface System extends AsyncDisposable {
  readonly pid: number;
  readonly home: string;
  readonly proxyPort: number;
  readonly linkPort: number;
  readonly hubPort: number;
  readonly hubUrl: string;
  /** The one-time link for the first administrator, as printed. */
  readonly setupLink: string;
  /** Runs a verb with this system's environment. */
  run(argv: readonly string[], input?: string): Promise<Finished>;
  /** Process ids of `hub` and `proxy` at this moment. */
  partIds(): Promise<Partial<Record<'hub' | 'proxy', number>>>;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function startSystem(extra: NodeJS.ProcessEnv = {}): Promise<System> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'sekisho-home-'));
  const [proxyPort = 0, linkPort = 0, hubPort = 0] = await freePorts(3);
  const env = {
    ...process.env,
    SEKISHO_HOME: home,
    SEKISHO_PROXY_PORT: String(proxyPort),
    SEKISHO_LINK_PORT: String(linkPort),
    SEKISHO_HUB_PORT: String(hubPort),
    SEKISHO_LOG: process.env.SEKISHO_LOG ?? 'debug',
    ...extra,
  };
  // Kept with the home, so that the last test looks through it as well.
  const log = process.env.SEKISHO_LOG ? null : await open(path.join(home, operationalLog), 'a');
  const child = spawn(process.execPath, [program, 'start'], {
    env,
    stdio: ['ignore', 'pipe', log?.fd ?? 'inherit'],
  });
  await log?.close();
  const printed = await untilPrinted(child, /Ctrl\+C/);
  const setupLink = /http:\/\/\S+\/setup#\S+/.exec(printed)?.[0] ?? '';
  return {
    pid: child.pid ?? 0,
    home,
    proxyPort,
    linkPort,
    hubPort,
    hubUrl: `http://127.0.0.1:${hubPort}`,
    setupLink,
    run: (argv, input = '') =>
      finished(spawn(process.execPath, [program, ...argv], { env }), input),
    partIds: () => partsOf(child.pid ?? 0),
    async [Symbol.asyncDispose]() {
      await ended(child);
      await keepForLeaks(home);
    },
  };
}

async function untilPrinted(child: ChildProcess, what: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (bytes) => {
      text += bytes;
      if (what.test(text)) resolve(text);
    });
    child.once('close', (code) => reject(new Error(`start ended with ${code}:\n${text}`)));
  });
}

async function finished(child: ChildProcess, input: string): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (bytes) => {
    stdout += bytes;
  });
  child.stderr?.on('data', (bytes) => {
    stderr += bytes;
  });
  child.stdin?.end(input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

/** The parts have 9 s to end, and are then ended: who has to be ended from here hangs. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 60_000);
  await gone;
  clearTimeout(force);
  if (child.signalCode === 'SIGKILL') throw new Error('start did not end after SIGTERM');
}

/** Reads /proc: which children of `start` run which verb. */
async function partsOf(parent: number): Promise<Partial<Record<'hub' | 'proxy', number>>> {
  const found: Partial<Record<'hub' | 'proxy', number>> = {};
  for (const name of (await readdir('/proc')).filter((each) => /^\d+$/.test(each))) {
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    if (Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) !== parent) continue;
    const argv = (await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (argv.includes('hub')) found.hub = Number(name);
    if (argv.includes('proxy')) found.proxy = Number(name);
  }
  return found;
}
