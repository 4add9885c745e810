import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitRuns, kanjiRuns, mostDigits } from '../../../shared/detection/digit-runs.ts';
import { fold } from '../../../shared/detection/fold.ts';

const digits = '123456789012';
const kanji = '一二三四五六七八九〇一二';
const runsOf = (text: string, find = digitRuns) =>
  find(text).map(({ start, end }) => text.slice(start, end));

/** What a run is, said in another way: slower, and easier to read. */
const runs =
  /(?<![0-9A-Za-z])(?<![0-9][-.,:])[0-9](?:[ \t\-_.・/|]{0,3}[0-9]){11,}(?![0-9A-Za-z]|[-.,:][0-9])/g;
const runsOfKanji = /[〇一二三四五六七八九](?:[ \t\-_.・/|]{0,3}[〇一二三四五六七八九]){11,}/g;
const isInUuid = (text: string, { index, 0: run }: RegExpExecArray) =>
  /[0-9A-Fa-f]{4}-$/.test(text.slice(0, index)) &&
  /^-[0-9A-Fa-f]{4}/.test(text.slice(index + run.length));
const pieces = fc.constantFrom(
  ...['1', '2345', '678901234567', '〇', kanji, ' ', '   ', '\t', '-', '_', '.', ',', ':', '・'],
  ...['/', '|', '\n', 'a', 'beef', 'Z', '円', 'あ', '(', ')'],
);
const texts = fc.array(pieces, { maxLength: 60 }).map((all) => all.join(''));

describe('digit runs', () => {
  it.each([
    ['twelve digits', `x ${digits} y`, [digits]],
    ['three separators between two', '1---2---3456789012', ['1---2---3456789012']],
    ['nothing across four separators', '123456----789012', []],
    ['both sides of four separators', `${digits}    ${digits}`, [digits, digits]],
    ['nothing of eleven digits', digits.slice(1), []],
    ['nothing that a letter touches', `a${digits}`, []],
    ['what is left where a letter touches the end', `${digits} 345a`, [digits]],
    ['what is left behind a decimal', `1.5 ${digits}`, [`1.5 ${digits}`]],
    ['nothing behind a digit and its comma', `1,${digits}`, []],
    ['a full stop at the end', `${digits}.`, [digits]],
    ['a run at the very end and beginning', digits, [digits]],
    ['nothing in the middle of a UUID', '56ff3f5a-0001-1000-9720-a00000000000', []],
    ['a run with a hyphen at both ends', '番号-1234-5678-9012-です', ['1234-5678-9012']],
  ])('are %s', (_, text, found) => {
    expect(runsOf(text)).toEqual(found);
  });

  it('of kanji are so whatever touches them', () => {
    expect(runsOf(`第${kanji}号`, kanjiRuns)).toEqual([kanji]);
  });

  it('are those of the patterns, in any text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = [...text.matchAll(runs)].filter((run) => !isInUuid(text, run));
        expect(runsOf(text)).toEqual(found.map(([run]) => run));
        expect(runsOf(text, kanjiRuns)).toEqual(
          [...text.matchAll(runsOfKanji)].map(([run]) => run),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe('mostDigits', () => {
  it('is never less than the digits of the folded text', () => {
    const characters = fc.constantFrom(...'1９⑳①❿➉٣〇九a円ア−·・', '\u{1d7d9}', '\u200b', '⒌', '⑴');
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 30 }), (all) => {
        const text = all.join('');
        const folded = fold(text).text.match(/[0-9〇一二三四五六七八九]/g)?.length ?? 0;
        expect(mostDigits(text)).toBeGreaterThanOrEqual(folded);
      }),
    );
  });

  it.each([
    ['横手市中央町99番98号', 4],
    ['第三回の会議', 1],
    ['あいう abc', 0],
  ])('of %s is %i', (text, expected) => {
    expect(mostDigits(text)).toBe(expected);
  });
});
