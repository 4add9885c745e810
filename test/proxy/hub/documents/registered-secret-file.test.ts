import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRegisteredSecret } from '../../../../proxy/hub/documents/registered-secret-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-secret-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('is made once, also by two at the same time, and only its owner reads it', async () => {
  const file = path.join(folder, 'keys', 'registered.json');
  const [one, two] = await Promise.all([openRegisteredSecret(file), openRegisteredSecret(file)]);
  expect(one).toHaveLength(32);
  expect(two).toEqual(one);
  expect(await openRegisteredSecret(file)).toEqual(one);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o077).toBe(0);
});

test('one that is damaged is not replaced', async () => {
  const file = path.join(folder, 'registered.json');
  await writeFile(file, '{"secret":"short"}');
  await expect(openRegisteredSecret(file)).rejects.toThrow('put back a copy');
  expect(await readFile(file, 'utf8')).toBe('{"secret":"short"}');
});
