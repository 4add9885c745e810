import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';
import { until } from '../../support/until.ts';

const program = `
  import { startInspector } from ${JSON.stringify(path.join(projectRoot, 'proxy/inspection/inspector-process.ts'))};
  const inspector = startInspector(1e9);
  const content = { bytes: new TextEncoder().encode('a') };
  const { defaultLimits: limits } = await import(${JSON.stringify(path.join(projectRoot, 'proxy/inspection/limits.ts'))});
  await inspector.inspect({ id: 1, content, name: '', limits, withText: false });
  process.stdout.write(inspector.pid + '\\n');
  setInterval(() => {}, 1000);
`;

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('ends an inspector with its parent, also when that is killed', async () => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([
    new Promise<string[]>((resolve) =>
      createInterface(parent.stdout).once('line', (text) => resolve([text])),
    ),
  ]);
  const pid = Number(line);
  expect(isRunning(pid)).toBe(true);
  parent.kill('SIGKILL');
  await until(() => !isRunning(pid));
});
