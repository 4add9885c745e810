import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Line, listSegments, readLines, segmentIn } from '../../../proxy/record/segments.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

describe('listSegments', () => {
  it('lists segments by their first record and passes over other files', async () => {
    await using folder = await temporaryFolder();
    const names = [
      '000000000100.jsonl',
      '000000000001.jsonl',
      '1000000000000.jsonl',
      'lock',
      '000000000100.jsonl.cut-1',
      'notes.jsonl',
    ];
    for (const name of names) await writeFile(path.join(folder.path, name), '');
    const segments = await listSegments(folder.path);
    expect(segments.map(({ first }) => first)).toEqual([1, 100, 1_000_000_000_000]);
    expect(segments[1]).toEqual(segmentIn(folder.path, 100));
  });
});

describe('readLines', () => {
  async function linesOf(content: string | Buffer, range = {}): Promise<Line[]> {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'file');
    await writeFile(file, content);
    const lines: Line[] = [];
    await readLines(file, range, (line) => void lines.push(line));
    return lines;
  }

  it.each<[string, string, [string, boolean][]]>([
    ['nothing', '', []],
    [
      'whole lines',
      'a\nb\n',
      [
        ['a', true],
        ['b', true],
      ],
    ],
    [
      'a half last line',
      'a\nb',
      [
        ['a', true],
        ['b', false],
      ],
    ],
    [
      'an empty line',
      'a\n\nb\n',
      [
        ['a', true],
        ['', true],
        ['b', true],
      ],
    ],
    ['Japanese', '関所\n', [['関所', true]]],
  ])('reads %s', async (_, content, expected) => {
    expect((await linesOf(content)).map(({ text, whole }) => [text, whole])).toEqual(expected);
  });

  it('knows where each line begins and ends in bytes', async () => {
    const lines = await linesOf('関\nab\nc');
    expect(lines.map(({ offset, end }) => [offset, end])).toEqual([
      [0, 4],
      [4, 7],
      [7, 8],
    ]);
  });

  it('reads a part of a file', async () => {
    const lines = await linesOf('aa\nbb\ncc\n', { from: 3, until: 6 });
    expect(lines.map(({ text, offset }) => [text, offset])).toEqual([['bb', 3]]);
  });

  it('joins lines that cross its chunks', async () => {
    const long = '関'.repeat(200_000);
    const lines = await linesOf(`${long}\n`.repeat(4));
    expect(lines.map(({ text }) => text === long)).toEqual([true, true, true, true]);
  });

  it('gives no text of a line that is longer than any record, and goes on behind it', async () => {
    const lines = await linesOf(`a\n${'x'.repeat(5 << 20)}\nb\n`);
    expect(lines.map(({ text }) => text)).toEqual(['a', null, 'b']);
    expect(lines[2]?.offset).toBe(2 + (5 << 20) + 1);
  });

  it('stops where it is told to', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'file');
    await writeFile(file, 'a\nb\nc\n');
    const seen: (string | null)[] = [];
    await readLines(file, {}, ({ text }) => {
      seen.push(text);
      return text !== 'b';
    });
    expect(seen).toEqual(['a', 'b']);
  });
});
