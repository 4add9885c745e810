import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textPieces } from '../../../../proxy/inspection/extractors/text.ts';
import { encoded, foundIn, individual, inspect, utf8 } from '../build-documents.ts';

const line = `担当: 〇〇課\n個人番号は${individual()}です。\nよろしくお願いします。\n`;

describe('plain text', () => {
  it.each([
    ['UTF-8', utf8(line)],
    ['UTF-8 with a mark', utf8(`\ufeff${line}`)],
    ['Shift_JIS', encoded(line, 'SJIS')],
    ['EUC-JP', encoded(line, 'EUCJP')],
    ['ISO-2022-JP', encoded(line, 'JIS')],
    ['UTF-16 with a mark', encoded(`\ufeff${line}`, 'UTF16LE')],
    ['UTF-16BE without a mark', encoded(line, 'UTF16BE')],
    ['UTF-16LE without a mark', encoded(line, 'UTF16LE')],
  ])('is read in %s', async (_, bytes) => {
    expect(await foundIn(bytes)).toEqual(['individual-number at {"line":2}']);
    expect((await inspect(bytes)).text).toContain('よろしくお願いします');
  });

  it('reads cards of an address book', async () => {
    const card = (at: number) =>
      `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:佐藤 ${'一二三四五六七八九十百千'[at]}郎\r\nTEL:0182-32-10${10 + at}\r\nEND:VCARD\r\n`;
    const cards = Array.from({ length: 12 }, (_, at) => card(at)).join('');
    expect(await foundIn(utf8(cards))).toContain('bulk-personal-data at {"line":4}');
  });

  it('finds a number alone in its file', async () => {
    expect(await foundIn(utf8(`${individual()}\n`))).toEqual(['individual-number at {"line":1}']);
  });

  it('cuts long text where no number stands, and counts lines on', () => {
    const rows = Array.from({ length: 40_000 }, (_, at) => `${at} 行目の文です。`).join('\n');
    const parts = [...textPieces([rows], { line: 1 })];
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map((part) => (part.form === 'text' ? part.text : '')).join('')).toBe(rows);
    const [first, second] = parts;
    const fed = first?.form === 'text' ? first.text.split('\n').length - 1 : 0;
    expect(second?.place.line).toBe(1 + fed);
  });

  it('cuts at the same places however the text arrives', () => {
    const piecesOf = (chunks: string[]) =>
      [...textPieces(chunks, { line: 1 })].map((part) =>
        part.form === 'text' ? [part.text, part.before, part.place.line, part.alone] : [],
      );
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('行目の文\n', '1 2 3 4 ', 'x'.repeat(99_999), '5'.repeat(70_000)),
          {
            maxLength: 12,
          },
        ),
        (chunks) => {
          expect(piecesOf(chunks)).toEqual(piecesOf([chunks.join('')]));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('cuts one endless line beside what is no number', () => {
    const before = '文'.repeat(262_000);
    const [first, second] = [...textPieces([`${before}${'1 '.repeat(5000)}`], { line: 1 })];
    expect(first?.form === 'text' ? first.text : '').toBe(before.slice(1));
    expect(second?.form === 'text' ? second.text : '').toMatch(/^文1 1/);
  });

  it('tells the line of what stands deep in a long text', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `${at} 行目の文です。`);
    rows[55_000] = `個人番号 ${individual()}`;
    expect(await foundIn(utf8(rows.join('\n')))).toEqual(['individual-number at {"line":55001}']);
  });
});
