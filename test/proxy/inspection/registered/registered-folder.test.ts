import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  clearRegisteredFolder,
  readRegisteredFolder,
} from '../../../../proxy/inspection/registered/registered-folder.ts';
import { testSecret } from '../../../support/registered-documents.ts';
import { makeRegisteredFolder } from '../../../support/registered-folder.ts';
import { utf8 } from '../build-documents.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-registered-'));
});
afterEach(() => rm(folder, { recursive: true }));

const text =
  '庁内回線の構成は、本庁舎に置く集約装置から各支所へ星形に結ぶものとし、予備を持つ。'.repeat(3);
const make = (id = 'R-1') => makeRegisteredFolder(folder, [{ id, bytes: utf8(text) }]);

test('what is written is read, and only its owner reads it', async () => {
  const source = await make();
  const read = await readRegisteredFolder(folder);
  expect(read).toMatchObject({ snapshot: path.basename(source.file), source });
  expect(read !== 'damaged' && Buffer.from(read?.secret ?? [])).toEqual(Buffer.from(testSecret));
  for (const name of await readdir(folder)) {
    if (process.platform !== 'win32') {
      expect((await stat(path.join(folder, name))).mode & 0o077).toBe(0);
    }
    expect((await readFile(path.join(folder, name))).includes('集約装置')).toBe(false);
  }
});

test('another set takes the place of the one before', async () => {
  await make();
  const { file } = await make('R-2');
  expect((await readdir(folder)).sort()).toEqual([path.basename(file), 'current.json'].sort());
});

test('an empty folder has none, and neither has one that was cleared', async () => {
  expect(await readRegisteredFolder(folder)).toBeNull();
  expect(await readRegisteredFolder(path.join(folder, 'nowhere'))).toBeNull();
  await make();
  await clearRegisteredFolder(folder);
  expect(await readRegisteredFolder(folder)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test.each<[string, (file: string) => Promise<void>]>([
  [
    'a set that was changed',
    async (file) => writeFile(file, (await readFile(file)).fill(0, 40, 60)),
  ],
  ['a set that was cut', async (file) => writeFile(file, (await readFile(file)).subarray(0, 64))],
  ['a set that is gone', (file) => rm(file)],
  [
    'another secret',
    async () => writeCurrent((text) => text.replace(/"secret":".{4}/, '"secret":"AAAA')),
  ],
  ['no JSON', () => writeFile(path.join(folder, 'current.json'), '{')],
  ['a name that is no hash', () => writeCurrent((text) => text.replace(/[0-9a-f]{64}/, '../x'))],
])('%s is told as damaged', async (_, damage) => {
  await damage((await make()).file);
  expect(await readRegisteredFolder(folder)).toBe('damaged');
});

async function writeCurrent(change: (text: string) => string): Promise<void> {
  const file = path.join(folder, 'current.json');
  await writeFile(file, change(await readFile(file, 'utf8')));
}
