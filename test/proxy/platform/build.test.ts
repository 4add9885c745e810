import { mkdir, mkdtemp, readFile, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type Build, buildWhenStale } from '../../../proxy/platform/build.ts';

/** A project whose build tool appends a line to its output, or fails. */
async function project(script: string): Promise<{ root: string; build: Build }> {
  const root = await mkdtemp(path.join(tmpdir(), 'sekisho-build-'));
  const tool = path.join(root, 'node_modules', 'tool');
  await mkdir(tool, { recursive: true });
  await writeFile(path.join(root, 'package.json'), '{}');
  await writeFile(path.join(tool, 'package.json'), JSON.stringify({ bin: { tool: 'tool.js' } }));
  await writeFile(path.join(tool, 'tool.js'), script);
  await mkdir(path.join(root, 'src', 'deep'), { recursive: true });
  await writeFile(path.join(root, 'src', 'deep', 'a.ts'), '');
  const build: Build = {
    title: 'thing',
    output: 'made',
    sources: ['src'],
    run: ['tool', 'tool', 'go'],
  };
  return { root, build };
}

const making = "require('fs').appendFileSync('made', process.argv[2] + '\\n')";

it('builds what is missing, and leaves what is fresh', async () => {
  const { root, build } = await project(making);
  expect(await buildWhenStale(build, root)).toBe(true);
  expect(await buildWhenStale(build, root)).toBe(false);
  expect(await readFile(path.join(root, 'made'), 'utf8')).toBe('go\n');
});

it('builds again after a change deep in a source folder', async () => {
  const { root, build } = await project(making);
  await buildWhenStale(build, root);
  const later = new Date(Date.now() + 60_000);
  await utimes(path.join(root, 'src', 'deep', 'a.ts'), later, later);
  expect(await buildWhenStale(build, root)).toBe(true);
});

it('says what the build printed when it fails', async () => {
  const { root, build } = await project("console.error('a missing brace'); process.exit(3)");
  await expect(buildWhenStale(build, root)).rejects.toThrow(
    /thing could not be built:\na missing brace/,
  );
});
