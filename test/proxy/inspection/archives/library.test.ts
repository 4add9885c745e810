import { describe, expect, it } from 'vitest';
import { libraryEntries } from '../../../../proxy/inspection/archives/library.ts';
import { createBudget, defaultLimits, type Limits } from '../../../../proxy/inspection/limits.ts';
import { lzhOf, rar5Of } from '../build-archives.ts';
import { utf8, zipOf } from '../build-documents.ts';

async function entriesOf(bytes: Uint8Array, limits: Partial<Limits> = {}) {
  const budget = createBudget({ ...defaultLimits, ...limits }, () => 0);
  const entries: [name: string | null, content: string][] = [];
  for await (const { name, read } of libraryEntries(bytes, budget)) {
    entries.push([name, Buffer.from(read()).toString()]);
  }
  return entries;
}

const content = utf8('お知らせ');

describe('libraryEntries', () => {
  it.each([
    ['lzh', lzhOf(2, [{ name: utf8('a.txt'), content }])],
    ['rar', rar5Of([{ name: utf8('a.txt'), content }])],
  ])('reads %s', async (_, bytes) => {
    expect(await entriesOf(bytes)).toEqual([['a.txt', 'お知らせ']]);
  });

  it('says where it cannot tell a name', async () => {
    const bytes = lzhOf(2, [{ name: utf8('名簿.txt'), content }]);
    expect(await entriesOf(bytes)).toEqual([[null, 'お知らせ']]);
  });

  it('does not take a rar for the zip that is stored in it', async () => {
    const zip = await zipOf({ 'inner.txt': 'a' });
    const bytes = rar5Of([{ name: utf8('b.zip'), content: zip.subarray(0, 120) }]);
    expect((await entriesOf(bytes)).map(([name]) => name)).toEqual(['b.zip']);
  });

  it.each([
    ['no archive', Buffer.from('no archive at all, but long enough'), {}, 'unknown-format'],
    [
      'a method that nobody reads',
      lzhOf(2, [{ name: utf8('a'), content }], '-lh2-'),
      {},
      'unknown-format',
    ],
    [
      'more entries than may be',
      rar5Of([
        { name: utf8('a'), content },
        { name: utf8('b'), content },
      ]),
      { entries: 1 },
      'too-many-entries',
    ],
    [
      'more bytes than may be',
      rar5Of([{ name: utf8('a'), content }]),
      { bytesOfEntry: 5 },
      'too-large',
    ],
    [
      'content that is not its sum',
      Buffer.from(rar5Of([{ name: utf8('a'), content }])).fill(0, 45, 50),
      {},
      'broken',
    ],
  ])('ends at %s', async (_, bytes, limits, why) => {
    await expect(entriesOf(bytes, limits)).rejects.toMatchObject({ why });
  });
});
