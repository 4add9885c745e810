import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { processStart } from '../../../proxy/platform/process-start.ts';

it.runIf(process.platform === 'linux')(
  'is the same each time, and another one for another process',
  async () => {
    const mine = await processStart(process.pid);
    expect(mine).toMatch(/^[0-9a-f-]{36} \d+$/);
    expect(await processStart(process.pid)).toBe(mine);
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      expect(await processStart(other.pid ?? 0)).not.toBe(mine);
    } finally {
      other.kill();
    }
  },
);

it('is null where there is no such process', async () => {
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'close');
  expect(await processStart(gone.pid ?? 0)).toBeNull();
});
