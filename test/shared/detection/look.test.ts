import { describe, expect, it } from 'vitest';
import { detectors } from '../../../shared/detection/detectors.ts';
import { createLook } from '../../../shared/detection/look.ts';
import { unescapeOnce } from '../../../shared/detection/unescape.ts';

const look = createLook(detectors, 10);
const kinds = (found: readonly { detector: { kind: string } }[]) =>
  found.map(({ detector }) => detector.kind);
const filler = '市の広報に載せる文です。\n'.repeat(400);
const mark = '取扱注意';
const escaped = [...mark].map((each) => `&#${each.codePointAt(0)};`).join('');

describe('a look at a text', () => {
  it('finds by folded characters and tells where they stood', () => {
    const text = 'メール：ａｂ\u200bｃ＠ｅｘａｍｐｌｅ．ｊｐ';
    const { folded, found, where } = look(text, { corner: undefined });
    expect(kinds(found)).toEqual(['email']);
    const [{ candidate } = { candidate: { start: 0, end: 0 } }] = found;
    expect(folded.slice(candidate.start, candidate.end)).toBe('abc@example.jp');
    expect(text.slice(where(candidate.start), where(candidate.end - 1) + 1)).toBe(text.slice(4));
  });

  it('leaves out what ends in the context', () => {
    const text = 'a@example.jp\nb@example.jp';
    const found = look(text, { corner: undefined, from: 13 }).found;
    expect(found.map(({ candidate }) => candidate.start)).toEqual([13]);
  });
});

describe('a look around what was read back', () => {
  const around = (text: string) => {
    const layer = unescapeOnce(text);
    if (layer === null) throw new Error('nothing was escaped');
    return look
      .around(layer, { corner: undefined })
      .filter(({ candidate }) => candidate.confidence >= 0.6)
      .map((each) => ({
        kind: each.detector.kind,
        text: layer.text.slice(each.first, each.last + 1),
      }));
  };

  it('finds it with its place', () => {
    expect(around(`${filler}\n${escaped}\n${filler}`)).toEqual([{ kind: 'mark', text: mark }]);
  });

  it('does not look at the rest of the text', () => {
    expect(around(`${mark}\n${filler}a&amp;b\n${filler}${mark}`)).toEqual([]);
  });

  it('takes no line for the first one of the text', () => {
    const everyday = '個人情報';
    const found = around(
      `${filler}${everyday}\n${'市の広報です。\n'.repeat(74)}とてもa&amp;b\n${filler}`,
    );
    expect(found).toEqual([]);
  });

  it('does not take a piece of a number for all of it', () => {
    const number = `4${'0'.repeat(14)}2`;
    const long = `9${number}7`.repeat(300);
    expect(around(`${long} a&amp;b ${long}`)).toEqual([]);
  });
});
