import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../proxy/platform/build.ts';

const require = createRequire(import.meta.url);
const manifest = require.resolve('typescript/package.json');
const tsc = path.join(path.dirname(manifest), require(manifest).bin.tsc);

/** Compiles shared/ together with one more file, as the project's own tsconfig does. */
function compileWith(extra: string): { status: number | null; stdout: string } {
  const folder = mkdtempSync(path.join(projectRoot, 'node_modules', '.pure-'));
  try {
    writeFileSync(path.join(folder, 'extra.ts'), extra);
    const config = {
      extends: path.join(projectRoot, 'shared', 'tsconfig.json'),
      include: [path.join(projectRoot, 'shared', '**', '*.ts'), 'extra.ts'],
    };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    const { status, stdout } = spawnSync(process.execPath, [tsc, '--noEmit', '-p', folder], {
      encoding: 'utf8',
    });
    return { status, stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('shared/ compiles with neither Node nor DOM types', () => {
  it('compiles as it stands', { timeout: 60_000 }, () => {
    expect(compileWith('export const nothing = 1;')).toEqual({ status: 0, stdout: '' });
  });

  it.each([
    ['fetch', "export const x = fetch('x');"],
    ['document', 'export const x = document.title;'],
    ['process', 'export const x = process.env;'],
    ['Buffer', 'export const x = Buffer.alloc(1);'],
    ['setTimeout', 'export const x = setTimeout;'],
    ['crypto', 'export const x = crypto.randomUUID();'],
    ['node:fs', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;"],
  ])('would not compile with %s', { timeout: 60_000 }, (_, text) => {
    const { status, stdout } = compileWith(text);
    expect(status).not.toBe(0);
    expect(stdout).toContain('extra.ts');
  });
});

describe('shared/ takes time and randomness as parameters', () => {
  it.each(['Date.now(', 'new Date()', 'Math.random('])('never calls %s', async (call) => {
    const { sourceFiles } = await import('./source-files.ts');
    const callers = sourceFiles('shared').filter(({ text }) => text.includes(call));
    expect(callers.map(({ name }) => name)).toEqual([]);
  });
});
