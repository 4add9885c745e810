/** `sekisho start` as a newcomer meets it: one sentence where it cannot start, an end that is an end. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { freePorts } from '../../support/free-port.ts';
import { startSystem } from '../../support/start-system.ts';
import { until } from '../../support/until.ts';

const ports = ['SEKISHO_PROXY_PORT', 'SEKISHO_LINK_PORT', 'SEKISHO_HUB_PORT'] as const;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts, and waits for the end that is expected. */
async function start(environment: Record<string, string>): Promise<Ended> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'sekisho-start-'));
  const free = await freePorts(3);
  const env = {
    ...process.env,
    SEKISHO_HOME: home,
    SEKISHO_LOG: 'silent',
    ...Object.fromEntries(ports.map((name, i) => [name, String(free[i])])),
    ...environment,
  };
  const child = spawn(process.execPath, [path.join(projectRoot, 'proxy', 'main.ts'), 'start'], {
    env,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes) => {
    stdout += bytes;
  });
  child.stderr.on('data', (bytes) => {
    stderr += bytes;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  await rm(home, { recursive: true, force: true });
  return { code, stdout, stderr };
}

describe('start says one sentence with the cure, and exits with 1', () => {
  it.each(ports)('where the port of %s is taken', async (name) => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { code, stdout, stderr } = await start({ [name]: String(port) });
    taken.close();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^sekisho: .*127\\.0\\.0\\.1:${port} is taken.*\n$`));
  });

  it('where a port is no port', async () => {
    const { code, stderr } = await start({ SEKISHO_HUB_PORT: 'eighty' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^sekisho: SEKISHO_HUB_PORT=eighty is not a port\..*\n$/);
  });

  it('where the home is a file', async () => {
    const file = path.join(await mkdtemp(path.join(os.tmpdir(), 'sekisho-file-')), 'home');
    await writeFile(file, 'not a folder');
    const { code, stdout, stderr } = await start({ SEKISHO_HOME: file });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^sekisho: .*SEKISHO_HOME.*\n$/);
  });
});

const isAlive = (pid: number | undefined): boolean => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('start ends', () => {
  it('with its parts on SIGTERM, within ten seconds', async () => {
    const system = await startSystem();
    const parts = await system.partIds();
    expect([isAlive(parts.hub), isAlive(parts.proxy)]).toEqual([true, true]);
    await system[Symbol.asyncDispose](); // throws where it takes longer
    expect([isAlive(parts.hub), isAlive(parts.proxy)]).toEqual([false, false]);
  });

  it('and its parts end as well when it is killed', async () => {
    await using system = await startSystem();
    const parts = await system.partIds();
    process.kill(system.pid, 'SIGKILL');
    await until(() => !isAlive(parts.hub) && !isAlive(parts.proxy));
  });
});
