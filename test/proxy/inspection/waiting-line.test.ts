import { describe, expect, it } from 'vitest';
import { createWaitingLine, type Worker } from '../../../proxy/inspection/waiting-line.ts';

const any: Worker<string> = { it: 'any', isForSmall: false };
const small: Worker<string> = { it: 'small', isForSmall: true };
const lineOf = (workers: Worker<string>[], { waiting = 10, bytesHeld = 1000 } = {}) =>
  createWaitingLine(workers, { waiting, bytesHeld });

describe('the waiting line', () => {
  it('gives small contents the worker that is theirs, then any other', async () => {
    const line = lineOf([any, small]);
    expect(await line.take(1, true)).toBe(small);
    expect(await line.take(1, true)).toBe(any);
  });

  it('lets no small content wait behind a large one', async () => {
    const line = lineOf([any, small]);
    expect(await line.take(100, false)).toBe(any);
    const large = line.take(100, false);
    expect(await line.take(1, true)).toBe(small);
    line.giveBack(small, 1);
    // The large one stands first, and this worker is not for it.
    expect(await line.take(1, true)).toBe(small);
    line.giveBack(any, 100);
    expect(await large).toBe(any);
  });

  it('is idle while nobody has a worker', async () => {
    const line = lineOf([any, small]);
    expect(line.isIdle).toBe(true);
    const worker = await line.take(1, true);
    expect(line.isIdle).toBe(false);
    if (worker !== null) line.giveBack(worker, 1);
    expect(line.isIdle).toBe(true);
  });

  it('keeps the order of those that fit', async () => {
    const line = lineOf([any]);
    await line.take(1, true);
    const got: string[] = [];
    const waiting = ['first', 'second'].map((name) =>
      line.take(1, true).then(() => got.push(name)),
    );
    line.giveBack(any, 1);
    await waiting[0];
    line.giveBack(any, 1);
    await waiting[1];
    expect(got).toEqual(['first', 'second']);
  });

  it('is full where many wait', async () => {
    const line = lineOf([any], { waiting: 1 });
    await line.take(1, true);
    void line.take(1, true);
    expect(await line.take(1, true)).toBeNull();
  });

  it('is full where many bytes are held, until they are given back', async () => {
    const line = lineOf([any, small], { bytesHeld: 100 });
    expect(await line.take(60, false)).toBe(any);
    expect(await line.take(60, true)).toBeNull();
    line.giveBack(any, 60);
    expect(await line.take(60, true)).toBe(small);
  });

  it('gives nobody a worker once it is closed', async () => {
    const line = lineOf([any]);
    await line.take(1, true);
    const waiting = line.take(1, true);
    line.close();
    expect(await waiting).toBeNull();
    expect(await line.take(1, true)).toBeNull();
  });
});
