import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { StartError } from '../../../proxy/platform/start-error.ts';
import { openContentKeys } from '../../../proxy/record/content-keys.ts';

const place = async () =>
  path.join(await mkdtemp(path.join(tmpdir(), 'keys-')), 'content-keys.json');

test('makes two different keys once, in a file that only its owner reads', async () => {
  const file = await place();
  const made = await openContentKeys(file);
  const again = await openContentKeys(file);
  expect(Buffer.from(again.digest)).toEqual(Buffer.from(made.digest));
  expect(Buffer.from(again.fingerprint)).toEqual(Buffer.from(made.fingerprint));
  expect(Buffer.from(made.digest)).not.toEqual(Buffer.from(made.fingerprint));
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o077).toBe(0);
});

test.each([
  ['half a file', '{"fingerprint":"'],
  ['keys that are too short', '{"fingerprint":"AAAA","digest":"AAAA"}'],
  ['something else', '[]'],
])('says what to do with %s, and leaves it alone', async (_, text) => {
  const file = await place();
  await writeFile(file, text);
  await expect(openContentKeys(file)).rejects.toThrow(StartError);
  expect(await readFile(file, 'utf8')).toBe(text);
});
