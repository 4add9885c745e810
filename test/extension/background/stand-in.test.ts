import { describe, expect, it } from 'vitest';
import { createStandIn } from '../../../extension/background/stand-in.ts';
import { keptInMemory } from '../../../extension/platform/kept-in-memory.ts';

interface Answer {
  port: number;
  code?: string;
}

function source(kept = keptInMemory<Answer>()) {
  const asked: ((answer: Answer) => void)[] = [];
  const waits: (() => void)[] = [];
  let late = 0;
  const read = createStandIn<Answer, Answer>({
    read: () => new Promise((resolve) => asked.push(resolve)),
    remembered: ({ port, code }) => (code === undefined ? null : { port }),
    kept,
    patience: () => new Promise((resolve) => waits.push(resolve)),
    onLate: () => {
      late += 1;
    },
  });
  return {
    read,
    kept,
    answer: (value: Answer) => asked.splice(0).map((give) => give(value)),
    losePatience: () => waits.splice(0).map((end) => end()),
    asked: () => asked.length,
    late: () => late,
  };
}

async function remembering(answer: Answer) {
  const kept = keptInMemory<Answer>();
  await kept.set(answer);
  return source(kept);
}

describe('what a slow source said last', () => {
  it('is not asked for where the source answers in time', async () => {
    const { read, answer, late } = await remembering({ port: 1 });
    const given = read();
    answer({ port: 2, code: 'a' });
    expect(await given).toEqual({ port: 2, code: 'a' });
    expect(late()).toBe(0);
  });

  it('is kept without what must not be', async () => {
    const { read, answer, kept } = source();
    const given = read();
    answer({ port: 2, code: 'a' });
    await given;
    expect(await kept.get()).toEqual({ port: 2 });
  });

  it('is forgotten when the source has nothing to say any more', async () => {
    const { read, answer, kept } = await remembering({ port: 1 });
    const given = read();
    answer({ port: 3128 });
    await given;
    expect(await kept.get()).toBeNull();
  });

  it('stands in for a source that does not answer, until it does', async () => {
    const { read, answer, losePatience, asked, late } = await remembering({ port: 1 });
    const first = read();
    losePatience();
    expect(await first).toEqual({ port: 1 });
    expect(await read()).toEqual({ port: 1 });
    expect(asked()).toBe(1);
    answer({ port: 2, code: 'b' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(late()).toBe(1);
    const next = read();
    answer({ port: 2, code: 'b' });
    expect(await next).toEqual({ port: 2, code: 'b' });
  });

  it('is waited for where nothing is remembered', async () => {
    const { read, answer, losePatience, late } = source();
    const given = read();
    losePatience();
    await new Promise((resolve) => setImmediate(resolve));
    answer({ port: 2 });
    expect(await given).toEqual({ port: 2 });
    expect(late()).toBe(0);
  });
});
