import { describe, expect, test } from 'vitest';
import { createByteBudget } from '../../../proxy/gateway/byte-budget.ts';

const mega = 1024 * 1024;
const never = new AbortController().signal;

/** What has been given so far, by name. */
function asked(budget: ReturnType<typeof createByteBudget>) {
  const given: string[] = [];
  return {
    given,
    ask(name: string, megas: number, holds = 0, signal = never) {
      void budget
        .wait(megas * mega, holds * mega, signal)
        .then((isGiven) => given.push(isGiven ? name : `not ${name}`));
    },
    settled: () => new Promise(setImmediate),
  };
}

test('gives room until it is used up, and again what comes back', () => {
  const budget = createByteBudget(100 * mega);
  const take = (megas: number) => budget.take(megas * mega);
  expect([take(60), take(41), take(40), budget.held / mega]).toEqual([true, false, true, 100]);
  budget.giveBack(60 * mega);
  expect([take(61), take(60)]).toEqual([false, true]);
});

describe('what finds no room', () => {
  test('waits for it, in order', async () => {
    const budget = createByteBudget(100 * mega);
    const { ask, given, settled } = asked(budget);
    for (const name of ['a', 'b', 'c', 'd']) ask(name, 50);
    await settled();
    expect(given).toEqual(['a', 'b']);
    budget.giveBack(50 * mega);
    await settled();
    expect(given).toEqual(['a', 'b', 'c']);
    budget.giveBack(50 * mega);
    await settled();
    expect([given.at(-1), budget.held / mega]).toEqual(['d', 100]);
  });

  test('is not passed by what came later and would fit', async () => {
    const budget = createByteBudget(100 * mega);
    const { ask, given, settled } = asked(budget);
    budget.take(60 * mega);
    ask('large', 90);
    ask('later', 20);
    await settled();
    expect(given).toEqual([]);
    budget.giveBack(60 * mega);
    await settled();
    expect(given).toEqual(['large']);
  });

  test('is passed by a form', async () => {
    const budget = createByteBudget(100 * mega);
    const { ask, given, settled } = asked(budget);
    budget.take(100 * mega);
    ask('file', 20);
    ask('form', 1);
    await settled();
    expect(given).toEqual(['form']);
  });

  test('waits no longer than it may, or than its browser does', async () => {
    const budget = createByteBudget(100 * mega, 20);
    const { ask, given } = asked(budget);
    budget.take(100 * mega);
    const gone = new AbortController();
    ask('gone', 50, 0, gone.signal);
    ask('late', 50);
    gone.abort();
    await expect.poll(() => given).toEqual(['not gone', 'not late']);
    budget.giveBack(100 * mega);
    expect(budget.held).toBe(0);
  });
});

test('is larger than all room: it has it alone', async () => {
  const budget = createByteBudget(100 * mega);
  const { ask, given, settled } = asked(budget);
  budget.take(10 * mega);
  ask('huge', 150);
  await settled();
  expect(given).toEqual([]);
  budget.giveBack(10 * mega);
  await settled();
  expect(given).toEqual(['huge']);
});

test('two that grow do not wait for each other for ever', async () => {
  const budget = createByteBudget(100 * mega);
  const { ask, given, settled } = asked(budget);
  budget.take(50 * mega);
  budget.take(50 * mega);
  ask('first', 50, 50);
  await settled();
  expect(given).toEqual([]);
  ask('second', 50, 50);
  await settled();
  expect(given).toEqual(['first']);
  budget.giveBack(100 * mega);
  await settled();
  expect(given).toEqual(['first', 'second']);
});
