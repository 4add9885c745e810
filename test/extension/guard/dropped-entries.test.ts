import { describe, expect, test } from 'vitest';
import { keptTree, readEntries } from '../../../extension/guard/dropped-entries.ts';

type Shape = { readonly [name: string]: string | Shape | null };

/** Entries as browsers give them: a part at a time. null cannot be read. */
function entriesOf(shape: Shape): FileSystemEntry[] {
  return Object.entries(shape).map(([name, content]) => {
    const isFile = typeof content === 'string' || content === null;
    return {
      name,
      isFile,
      isDirectory: !isFile,
      file: (tell: (file: File) => void, fail: (error: Error) => void) =>
        typeof content === 'string' ? tell(new File([content], name)) : fail(new Error('gone')),
      createReader() {
        const all = entriesOf((content ?? {}) as Shape);
        return {
          readEntries: (tell: (part: FileSystemEntry[]) => void) => tell(all.splice(0, 2)),
        };
      },
    } as unknown as FileSystemEntry;
  });
}

describe('a dropped folder', () => {
  test('is read with all that is below, part by part, in order', async () => {
    const entries = entriesOf({
      資料: { 'a.txt': 'a', 下: { 'b.txt': 'b', 空: {} }, 'c.txt': 'c', 'd.txt': 'd' },
      'e.txt': 'e',
    });
    const { files, paths, tree, failed } = await readEntries(entries);
    const texts = await Promise.all(files.map((file) => file.text()));
    expect(texts).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(paths).toEqual(['資料/a.txt', '資料/下/b.txt', '資料/c.txt', '資料/d.txt', 'e.txt']);
    expect(tree).toEqual([
      {
        name: '資料',
        children: [
          { name: 'a.txt', file: 0 },
          {
            name: '下',
            children: [
              { name: 'b.txt', file: 1 },
              { name: '空', children: [] },
            ],
          },
          { name: 'c.txt', file: 2 },
          { name: 'd.txt', file: 3 },
        ],
      },
      { name: 'e.txt', file: 4 },
    ]);
    expect(failed).toEqual([]);
  });

  test('tells of each file that cannot be read, by its path', async () => {
    const { files, failed } = await readEntries(
      entriesOf({ 資料: { 'a.txt': null, 'b.txt': 'b' } }),
    );
    expect(files).toHaveLength(1);
    expect(failed).toEqual([{ name: '資料/a.txt', failure: 'unreadable' }]);
  });

  test('with too many files in it goes as a whole or not at all', async () => {
    const inside = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}.txt`, 'x']));
    expect(await readEntries(entriesOf({ 資料: inside }), 5)).toEqual({
      files: [],
      paths: [],
      tree: [],
      failed: [{ name: '資料', failure: 'too-many' }],
    });
    expect((await readEntries(entriesOf({ 資料: inside }), 6)).files).toHaveLength(6);
  });

  test('that never ends is not followed for ever', async () => {
    const endless: FileSystemEntry = {
      name: 'また',
      isDirectory: true,
      createReader() {
        let isRead = false;
        return {
          readEntries(tell: (part: FileSystemEntry[]) => void) {
            tell(isRead ? [] : [endless]);
            isRead = true;
          },
        };
      },
    } as unknown as FileSystemEntry;
    expect((await readEntries([endless])).failed).toEqual([{ name: 'また', failure: 'too-many' }]);
  });
});

test('what does not go is taken out of the tree, and the rest keeps its place', () => {
  const tree = [
    {
      name: '資料',
      children: [
        { name: 'a', file: 0 },
        { name: '下', children: [{ name: 'b', file: 1 }] },
        { name: 'c', file: 2 },
      ],
    },
  ];
  expect(keptTree(tree, [0, 2])).toEqual([
    {
      name: '資料',
      children: [
        { name: 'a', file: 0 },
        { name: '下', children: [] },
        { name: 'c', file: 1 },
      ],
    },
  ]);
  expect(keptTree([{ name: 'a', file: 0 }], [])).toEqual([]);
});
