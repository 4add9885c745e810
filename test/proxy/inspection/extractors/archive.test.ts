import { describe, expect, it } from 'vitest';
import { arOf, cabOf, compressOf, cpioOf, lzhOf, rar5Of } from '../build-archives.ts';
import { encoded, foundIn, individual, inspect, utf8 } from '../build-documents.ts';

const content = utf8(`個人番号 ${individual()}`);
const name = encoded('名簿.txt', 'SJIS');

describe('archives', () => {
  it.each([
    ['lzh', lzhOf(0, [{ name, content }])],
    ['lzh', lzhOf(1, [{ name, content }])],
    ['lzh', lzhOf(2, [{ name, content }])],
    ['cab', cabOf([{ name, content }])],
    ['rar', rar5Of([{ name: utf8('名簿.txt'), content }])],
  ])('of kind %s are read, with their names', async (type, bytes) => {
    expect(await inspect(bytes)).toMatchObject({ type, inspected: true });
    expect(await foundIn(bytes)).toEqual(['individual-number at {"entry":["名簿.txt"],"line":1}']);
  });

  it.each([
    ['ar', arOf('a.txt', utf8('word'))],
    ['cpio', cpioOf('a.txt', 'word')],
    ['Z', compressOf(cpioOf('a', 'word'))],
  ])('of kind %s are read', async (type, bytes) => {
    const report = await inspect(bytes);
    expect(report).toMatchObject({ type, inspected: true });
    expect(report.text).toMatch(/^a(?:\.txt)?\nword$/);
  });

  it('are not clean where something else is packed than an archive', async () => {
    const report = await inspect(compressOf(utf8('word')));
    expect(report).toMatchObject({ type: 'Z', inspected: false, why: 'unknown-format' });
  });

  it('of a method that nobody reads have their names read', async () => {
    const bytes = lzhOf(2, [{ name: encoded('極秘.txt', 'SJIS'), content }], '-lh2-');
    expect((await inspect(bytes)).text).toBe('極秘.txt');
  });

  it('are read in one another', async () => {
    const inner = lzhOf(2, [{ name, content }]);
    const bytes = cabOf([{ name: utf8('b.lzh'), content: inner }]);
    expect(await foundIn(bytes)).toEqual([
      'individual-number at {"entry":["b.lzh","名簿.txt"],"line":1}',
    ]);
  });

  it.each([
    [
      'an archive of a method that nobody reads',
      lzhOf(2, [{ name, content }], '-lh2-'),
      'unknown-format',
    ],
    [
      'a piece',
      rar5Of([{ name: utf8('a.txt'), content }]).subarray(0, -20),
      /broken|truncated|unknown-format/,
    ],
  ])('are not clean: %s', async (_, bytes, why) => {
    const report = await inspect(bytes);
    expect(report.inspected).not.toBe(true);
    expect(report.why).toMatch(why);
  });
});
