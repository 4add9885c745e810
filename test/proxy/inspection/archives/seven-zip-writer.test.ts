import { expect, it } from 'vitest';
import { libraryEntries } from '../../../../proxy/inspection/archives/library.ts';
import { sevenZipOf } from '../../../../proxy/inspection/archives/seven-zip-writer.ts';
import { createBudget, defaultLimits } from '../../../../proxy/inspection/limits.ts';

it.each([10, 200, 70_000])('writes an archive of %i bytes that the library reads', async (size) => {
  const copy = { id: Uint8Array.of(0), properties: new Uint8Array(), streams: 1 };
  const content = Buffer.alloc(size, 'あ');
  const bytes = sevenZipOf({ coders: [copy], binds: [], sizes: [size] }, content);
  const read: Uint8Array[] = [];
  const budget = createBudget(defaultLimits, () => 0);
  for await (const entry of libraryEntries(bytes, budget)) read.push(entry.read());
  expect(Buffer.concat(read)).toEqual(content);
});
