import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../support/part-program.ts', import.meta.url));

/** Runs a part without a supervisor, as `sekisho hub` does. */
async function run(behaviour: string, onPrint?: (end: () => void) => void) {
  const child = spawn(process.execPath, [program, behaviour]);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes) => {
    stdout += bytes;
    onPrint?.(() => child.kill('SIGTERM'));
  });
  child.stderr.on('data', (bytes) => {
    stderr += bytes;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

it('prints its notice, and ends well on SIGTERM', async () => {
  const { code, stdout, stderr } = await run('noticed', (end) => end());
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'a link\n', stderr: '' });
});

it('says one sentence and exits with 1 where it cannot start', async () => {
  const { code, stdout, stderr } = await run('cannot-start');
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr: 'sekisho: move the door\n',
  });
});
