import { expect, test } from 'vitest';
import type { EntryNode } from '../../../extension/guard/dropped-entries.ts';
import { entriesOf } from '../../../extension/guard/entry-stand-in.ts';

class FileSystemFileEntry {}
const page = { DOMException, queueMicrotask, FileSystemFileEntry };
const files = [new File(['a'], 'a.txt'), new File(['b'], 'b.txt')];
const tree: EntryNode[] = [
  {
    name: '資料',
    children: [
      { name: 'a.txt', file: 0 },
      { name: '下', children: [{ name: 'b.txt', file: 1 }] },
    ],
  },
];
const [folder] = entriesOf(page, tree, files) as FileSystemDirectoryEntry[] as [
  FileSystemDirectoryEntry,
];

const readAll = async (of: FileSystemDirectoryEntry): Promise<FileSystemEntry[][]> => {
  const reader = of.createReader();
  const parts: FileSystemEntry[][] = [];
  do {
    parts.push(await new Promise((resolve, reject) => reader.readEntries(resolve, reject)));
  } while (parts.at(-1)?.length !== 0);
  return parts;
};
const get = (path: string, how: 'getFile' | 'getDirectory') =>
  new Promise<string>((resolve) => {
    folder[how](
      path,
      {},
      (found) => resolve(found.fullPath),
      (error) => resolve(error.name),
    );
  });

test('a page walks through it as through a real one', async () => {
  expect([folder.isDirectory, folder.isFile, folder.name, folder.fullPath]).toEqual([
    true,
    false,
    '資料',
    '/資料',
  ]);
  const [part, end] = await readAll(folder);
  expect(part?.map(({ fullPath }) => fullPath)).toEqual(['/資料/a.txt', '/資料/下']);
  expect(end).toEqual([]);
  const [first, below] = part as [FileSystemFileEntry & FileSystemEntry, FileSystemDirectoryEntry];
  expect(first).toBeInstanceOf(FileSystemFileEntry);
  const file = await new Promise((resolve, reject) =>
    (first as unknown as globalThis.FileSystemFileEntry).file(resolve, reject),
  );
  expect(file).toBe(files[0]);
  expect((await readAll(below))[0]?.map(({ fullPath }) => fullPath)).toEqual(['/資料/下/b.txt']);
  const parent = await new Promise((resolve) => below.getParent(resolve));
  expect(parent).toBe(folder);
  expect(folder.filesystem).toBe(first.filesystem);
});

test('gives a hundred at a time, as the browser does', async () => {
  const children = Array.from({ length: 250 }, (_, at) => ({ name: `${at}`, file: at }));
  const [large] = entriesOf(page, [{ name: '大', children }], []);
  const parts = await readAll(large as FileSystemDirectoryEntry);
  expect(parts.map(({ length }) => length)).toEqual([100, 100, 50, 0]);
});

test.each<[string, 'getFile' | 'getDirectory', string]>([
  ['a.txt', 'getFile', '/資料/a.txt'],
  ['下/b.txt', 'getFile', '/資料/下/b.txt'],
  ['/資料/下', 'getDirectory', '/資料/下'],
  ['下', 'getFile', 'NotFoundError'],
  ['a.txt', 'getDirectory', 'NotFoundError'],
  ['a.txt/b', 'getFile', 'NotFoundError'],
  ['ない', 'getFile', 'NotFoundError'],
])('looks up %s by %s: %s', async (path, how, found) => {
  expect(await get(path, how)).toBe(found);
});

test('a callback runs later, and without one nothing happens', async () => {
  let isCalled = false;
  folder.createReader().readEntries(() => {
    isCalled = true;
  });
  expect(isCalled).toBe(false);
  await Promise.resolve();
  expect(isCalled).toBe(true);
  folder.getParent();
});
