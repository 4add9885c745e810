import { describe, expect, it } from 'vitest';
import { createWatch } from '../../../extension/background/watch.ts';
import { byteStream } from '../../support/byte-stream.ts';

const projection = JSON.stringify({
  type: 'projection',
  signed: { payload: '{}', signature: 's' },
});
const beat = JSON.stringify({ type: 'beat' });

/** A watch over streams that are given one after the other; ends when there are no more. */
async function watched(streams: (string[] | null | Error)[]) {
  const pauses: number[] = [];
  const taken: string[] = [];
  let signs = 0;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const watch = createWatch({
    async open() {
      const next = streams.shift();
      if (next === undefined) {
        finish();
        return new ReadableStream();
      }
      if (next instanceof Error) throw next;
      const bytes = next?.map((line) => new TextEncoder().encode(`${line}\n`));
      return bytes ? byteStream(bytes) : null;
    },
    onProjection: async ({ payload }) => void taken.push(payload),
    onSign: () => {
      signs++;
    },
    pause: async (ms) => void pauses.push(ms),
  });
  watch.ensure();
  watch.ensure();
  await finished;
  return { pauses, taken, signs };
}

describe('the watch', () => {
  it('takes projections, and knows a beat from one', async () => {
    const { taken, signs } = await watched([[beat, projection, beat]]);
    expect(taken).toEqual(['{}']);
    expect(signs).toBeGreaterThanOrEqual(3);
  });

  it('passes over what it does not understand', async () => {
    expect((await watched([['{"type":"other"}', 'nonsense', projection]])).taken).toEqual(['{}']);
  });

  it('opens again with growing pauses, and at once after it heard something', async () => {
    const { pauses } = await watched([
      null,
      new Error('gone'),
      null,
      null,
      null,
      null,
      [beat],
      null,
    ]);
    expect(pauses).toEqual([500, 1000, 2000, 5000, 5000, 5000, 250, 500]);
  });
});
