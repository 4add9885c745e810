import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRegisteredSecret } from '../../../../proxy/hub/documents/registered-secret-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-secret-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('is made once, also by many at the same time, and only its owner reads it', async () => {
  const file = path.join(folder, 'keys', 'registered.json');
  // Each begins a turn after the one before: some come while the first one writes.
  const opening: Promise<Uint8Array>[] = [];
  for (let n = 0; n < 100; n++) {
    opening.push(openRegisteredSecret(file));
    await setImmediate();
  }
  const all = await Promise.all(opening);
  const [one] = all;
  expect(one).toHaveLength(32);
  for (const other of all) expect(other).toEqual(one);
  expect(await openRegisteredSecret(file)).toEqual(one);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o077).toBe(0);
});

test('one that is damaged is not replaced', async () => {
  const file = path.join(folder, 'registered.json');
  await writeFile(file, '{"secret":"short"}');
  await expect(openRegisteredSecret(file)).rejects.toThrow('put back a copy');
  expect(await readFile(file, 'utf8')).toBe('{"secret":"short"}');
});
