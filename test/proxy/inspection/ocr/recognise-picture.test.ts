import { describe, expect, it } from 'vitest';
import type { Engine, Recognised, Turn } from '../../../../proxy/inspection/ocr/engine.ts';
import { recognisePicture } from '../../../../proxy/inspection/ocr/recognise-picture.ts';
import { blankPixels } from '../build-pictures.ts';

interface Call {
  readonly width: number;
  readonly turn: Turn;
  readonly angle: number | undefined;
}

/** Says what a reading of these would say, and what it was asked. */
function engineOf(answer: (call: Call) => Recognised | null): { engine: Engine; calls: Call[] } {
  const calls: Call[] = [];
  const engine: Engine = {
    recognise(picture, turn, angle) {
      const width = Number(/^P5\n(\d+)/.exec(Buffer.from(picture).toString('latin1', 0, 20))?.[1]);
      const call = { width, turn, angle };
      calls.push(call);
      return answer(call);
    },
    greyOf: (bytes) => (bytes.length === 0 ? null : blankPixels(100, 100)),
  };
  return { engine, calls };
}

const sure = { text: '本文', confidence: 90, slope: 0 };
const guess = { text: '彡丶', confidence: 20, slope: 0 };
const page = { form: 'pixels', ...blankPixels(1600, 1000) } as const;
const minute = () => 60_000;

describe('a picture', () => {
  it.each([
    ['of a screen grows', blankPixels(800, 600), 1600],
    ['of a page stays', blankPixels(1240, 1754), 1240],
    ['of a camera shrinks', blankPixels(4000, 3000), 2449],
  ])('%s', (_, grey, width) => {
    const { engine, calls } = engineOf(() => sure);
    expect(recognisePicture(engine, { form: 'pixels', ...grey }, minute)).toBe('本文');
    expect(calls).toEqual([{ width, turn: 1, angle: undefined }]);
  });

  it('that is no picture is none', () => {
    const { engine } = engineOf(() => sure);
    const picture = { form: 'file', bytes: new Uint8Array(), turn: 1 } as const;
    expect(recognisePicture(engine, picture, minute)).toBe(null);
  });

  it('is turned until it can be read', () => {
    const { engine, calls } = engineOf(({ turn }) => (turn === 8 ? sure : guess));
    expect(recognisePicture(engine, page, minute)).toBe('本文');
    expect(calls.map(({ turn, width }) => [turn, width > 1500])).toEqual([
      [1, true],
      [6, false],
      [8, false],
      [8, true],
    ]);
  });

  it('that reads no better any way keeps what was read first', () => {
    const { engine, calls } = engineOf(() => guess);
    expect(recognisePicture(engine, page, minute)).toBe('彡丶');
    expect(calls).toHaveLength(4);
  });

  it('is made level', () => {
    const sloped = { text: '木丈', confidence: 75, slope: 0.05 };
    const { engine } = engineOf(({ angle }) => (angle === 0.05 ? sure : sloped));
    expect(recognisePicture(engine, page, minute)).toBe('本文');
  });

  it('is tried once where there is no time for more', () => {
    const { engine, calls } = engineOf(() => guess);
    const left = [1000, 400, 400, 400];
    expect(recognisePicture(engine, page, () => left.shift() ?? 0)).toBe('彡丶');
    expect(calls).toHaveLength(1);
  });
});
