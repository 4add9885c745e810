import { describe, expect, it } from 'vitest';
import { readJsonLines } from '../../../extension/background/json-lines.ts';
import { byteStream } from '../../support/byte-stream.ts';

async function linesOf(pieces: string[]): Promise<unknown[]> {
  const bytes = pieces.map((piece) => Uint8Array.from(piece, (letter) => letter.charCodeAt(0)));
  const lines: unknown[] = [];
  await readJsonLines(byteStream(bytes), async (line) => {
    lines.push(line);
  });
  return lines;
}
/** UTF-8 bytes, one letter each. */
const bytesOf = (text: string) =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');

describe('readJsonLines', () => {
  it.each<[string, string[], unknown[]]>([
    ['whole lines', ['{"a":1}\n{"a":2}\n'], [{ a: 1 }, { a: 2 }]],
    ['a line in pieces', ['{"a"', ':1}', '\n'], [{ a: 1 }]],
    ['a last line without its end', ['{"a":1}\n{"a":2}'], [{ a: 1 }, { a: 2 }]],
    ['empty lines', ['\n\n{"a":1}\n \n'], [{ a: 1 }]],
    ['what is not JSON', ['nonsense\n1\n'], [undefined, 1]],
    ['nothing', [], []],
  ])('reads %s', async (_, pieces, expected) => {
    expect(await linesOf(pieces)).toEqual(expected);
  });

  it('reads letters that were cut in two', async () => {
    const text = bytesOf('"関所"\n');
    const pieces = [text.slice(0, 2), text.slice(2, 5), text.slice(5)];
    expect(await linesOf(pieces)).toEqual(['関所']);
  });
});
