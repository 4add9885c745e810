import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writePrivateFile, writePrivateFileOnce } from '../../../proxy/platform/private-file.ts';

const folder = () => mkdtemp(path.join(tmpdir(), 'sekisho-private-'));

it('is read by its owner alone', async () => {
  const file = path.join(await folder(), 'deep', 'key');
  await writePrivateFile(file, 'secret');
  if (process.platform === 'win32') return;
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
});

it('replaces a file whole and leaves nothing beside it', async () => {
  const home = await folder();
  const file = path.join(home, 'key');
  await writePrivateFile(file, 'a much longer first content');
  await writePrivateFile(file, 'second');
  expect(await readFile(file, 'utf8')).toBe('second');
  expect(await readdir(home)).toEqual(['key']);
});

it('leaves one of the two where two write at once', async () => {
  const file = path.join(await folder(), 'key');
  await Promise.all(['one', 'two', 'three'].map((text) => writePrivateFile(file, text)));
  expect(['one', 'two', 'three']).toContain(await readFile(file, 'utf8'));
});

it('is made once where many make it at once, and whoever is second reads it whole', async () => {
  const home = await folder();
  const file = path.join(home, 'deep', 'key');
  const texts = Array.from({ length: 40 }, (_, n) => `${n}`.repeat(1000));
  const made = await Promise.all(
    texts.map(async (text) => {
      if (await writePrivateFileOnce(file, text)) return text;
      expect(texts).toContain(await readFile(file, 'utf8'));
      return null;
    }),
  );
  const winner = made.filter((text) => text !== null);
  expect(winner).toEqual([await readFile(file, 'utf8')]);
  expect(await readdir(path.dirname(file))).toEqual(['key']);
  expect(await writePrivateFileOnce(file, 'later')).toBe(false);
  expect([await readFile(file, 'utf8')]).toEqual(winner);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
});
