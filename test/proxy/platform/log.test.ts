import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../proxy/platform/build.ts';

const module = path.join(projectRoot, 'proxy', 'platform', 'log.ts');

/** What a log writes, from a process of its own: it goes to stderr. */
function written(statement: string, level = 'info'): { stdout: string; lines: object[] } {
  const script = `import { createLog } from ${JSON.stringify(module)};
    const log = createLog('gateway', ${JSON.stringify(level)});
    ${statement}`;
  const argv = ['--input-type=module', '-e', script];
  const { stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  const lines = stderr.split('\n').filter((line) => line !== '');
  return { stdout, lines: lines.map((line) => JSON.parse(line)) };
}

it('writes JSON lines to stderr, and nothing to stdout', () => {
  const { stdout, lines } = written("log.info({ port: 3128 }, 'listening')");
  expect(stdout).toBe('');
  expect(lines).toMatchObject([{ part: 'gateway', port: 3128, msg: 'listening' }]);
});

it.each(['headers', 'req', 'res', 'body', 'url', 'password', 'token', 'code', 'cookie'])(
  'strips %s, at the top and one level below',
  (key) => {
    const { lines } = written(`log.warn({ ${key}: 'hidden', call: { ${key}: 'hidden' } }, 'x')`);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('hidden');
  },
);

it('keeps the code of an error: it is what errors are told apart by', () => {
  const { lines } = written("log.warn({ reason: 'ECONNREFUSED' }, 'no hub')");
  expect(lines).toMatchObject([{ reason: 'ECONNREFUSED' }]);
});

it('is silent when asked to be', () => {
  expect(written("log.error('x')", 'silent').lines).toEqual([]);
});
