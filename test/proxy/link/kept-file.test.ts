import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { keptFile } from '../../../proxy/link/kept-file.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

test('changes are made one after the other, and each is in the file before it counts', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'kept.json');
  const { now, keep, idle } = keptFile(file, { count: 0 });
  const turns = Array.from({ length: 20 }, () => keep(({ count }) => ({ count: count + 1 })));
  expect(now()).toEqual({ count: 0 });
  await Promise.all(turns);
  await idle();
  expect(now()).toEqual({ count: 20 });
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ count: 20 });
});

test('what changes nothing is not written', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'kept.json');
  await keptFile(file, { count: 0 }).keep((before) => before);
  await expect(readFile(file, 'utf8')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('what cannot be written does not count, and the next change is made on what was', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'kept.json');
  await mkdir(file);
  const { now, keep } = keptFile(file, { count: 0 });
  await expect(keep(() => ({ count: 1 }))).rejects.toThrow();
  expect(now()).toEqual({ count: 0 });
  await rm(file, { recursive: true });
  await keep(({ count }) => ({ count: count + 5 }));
  expect(now()).toEqual({ count: 5 });
});
