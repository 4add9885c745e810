import { describe, expect, it } from 'vitest';
import { changedRegions } from '../../../shared/detection/changed-regions.ts';

const filler = (lines: number) => '市の広報に載せる文です。\n'.repeat(lines);

describe('changedRegions', () => {
  it('are none where nothing was changed', () => {
    expect(changedRegions(filler(100), [])).toEqual([]);
  });

  it('is all of a short text', () => {
    const text = filler(10);
    const { length } = text;
    expect(changedRegions(text, [[3, 4]])).toEqual([
      { from: 0, to: length, start: 0, end: length },
    ]);
  });

  it('begins and ends with paragraphs', () => {
    const text = `${filler(400)}\n${filler(60)}x${filler(60)}\n${filler(400)}`;
    const at = text.indexOf('x');
    const [{ from = 0, to = 0, start = 0, end = 0 } = {}] = changedRegions(text, [[at, at + 1]]);
    expect(text.slice(from, to).trim()).toBe(`${filler(60)}x${filler(60)}`.trim());
    expect(from - start).toBe(200);
    expect(end - to).toBe(200);
  });

  it('begins and ends with lines where paragraphs are long', () => {
    const text = `${filler(400)}x\n${filler(400)}`;
    const at = text.indexOf('x');
    const [{ from = 0, to = 0 } = {}] = changedRegions(text, [[at, at + 1]]);
    expect(text.charAt(from - 1)).toBe('\n');
    expect(text.charAt(to)).toBe('\n');
    expect(to - from).toBeLessThan(1300);
  });

  it('is one for places close to each other, and apart for others', () => {
    const text = `${filler(400)}x\n${filler(20)}y\n${filler(900)}z\n${filler(400)}`;
    const spans = ['x', 'y', 'z']
      .map((each) => text.indexOf(each))
      .map((at) => [at, at + 1] as const);
    const regions = changedRegions(text, spans);
    expect(regions.map(({ from, to }) => text.slice(from, to).replace(/[^xyz]/g, ''))).toEqual([
      'xy',
      'z',
    ]);
  });

  it('keeps within a text of one line', () => {
    const text = `${'あ'.repeat(9000)}x${'あ'.repeat(9000)}`;
    const [region] = changedRegions(text, [[9000, 9001]]);
    expect(region).toEqual({ from: 8400, to: 9601, start: 8200, end: 9801 });
  });
});
