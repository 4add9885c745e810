import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../proxy/platform/log.ts';
import { StartError } from '../../../proxy/platform/start-error.ts';
import { supervise } from '../../../proxy/supervisor/supervise.ts';
import { until } from '../../support/until.ts';

const program = fileURLToPath(new URL('../../support/part-program.ts', import.meta.url));
const part = (behaviour: string, patience = 5_000, ending = new AbortController().signal) =>
  supervise({
    name: behaviour,
    program,
    argv: [behaviour],
    env: process.env,
    log: createLog('test', 'silent'),
    patience,
    ending,
  });

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('supervise', () => {
  it('hands on what the part wants printed', async () => {
    await using running = await part('noticed');
    expect(running.notice).toBe('a link');
  });

  it('starts a part again that was killed', async () => {
    await using running = await part('quiet');
    const first = running.pid() ?? 0;
    process.kill(first, 'SIGKILL');
    await until(() => running.pid() !== first && isAlive(running.pid() ?? 0));
    expect(running.pid()).not.toBe(first);
  });

  it('ends the part, and does not start it again', async () => {
    const running = await part('quiet');
    const pid = running.pid() ?? 0;
    await running[Symbol.asyncDispose]();
    expect(isAlive(pid)).toBe(false);
    expect(running.pid()).toBe(pid);
  });

  it('does not start a part again that ends when the whole does', async () => {
    const whole = new AbortController();
    await using running = await part('quiet', 5_000, whole.signal);
    const pid = running.pid() ?? 0;
    whole.abort();
    process.kill(pid, 'SIGTERM');
    await until(() => !isAlive(pid));
    await wait(500); // longer than the first backoff
    expect(running.pid()).toBe(pid);
  });

  it('ends a part by force that does not end by itself', async () => {
    const running = await part('stubborn', 300);
    const pid = running.pid() ?? 0;
    await running[Symbol.asyncDispose]();
    expect(isAlive(pid)).toBe(false);
  });

  it('says the part’s own sentence when it cannot start', async () => {
    await expect(part('cannot-start')).rejects.toThrow(new StartError('move the door'));
  });

  it('turns a taken port into a sentence with the cure', async () => {
    await expect(part('port-taken')).rejects.toThrow(/127\.0\.0\.1:1 is taken.*SEKISHO_PROXY_PORT/);
  });
});
