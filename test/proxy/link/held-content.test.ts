import { describe, expect, test } from 'vitest';
import { createHeldContent, type HeldContent } from '../../../proxy/link/held-content.ts';
import { until } from '../../support/until.ts';

const page = { host: 'upload.example', port: 443 };
const elsewhere = { host: 'other.example', port: 443 };
const minute = 60_000;

function world(options: { perUser?: number; sweepEvery?: number } = {}) {
  const clock = { now: 1_000_000 };
  const lines: string[] = [];
  const failures: unknown[] = [];
  const held = createHeldContent({
    now: () => clock.now,
    onFailure: (error) => failures.push(error),
    ...options,
  });
  const hold = (decision: string, user = 'tanaka') =>
    held.hold(user, decision, async () => void lines.push(decision));
  return { clock, lines, failures, held, hold };
}

function acknowledged(held: HeldContent, decision: string, ...digests: string[]) {
  return held.acknowledge('tanaka', decision, [page], digests);
}

describe('what was acknowledged', () => {
  test('is taken once, and the caller writes its line', async () => {
    const { held, hold, lines, clock } = world();
    hold('G1');
    expect(acknowledged(held, 'G1', 'a')).toBe(clock.now + 10 * minute);
    expect(held.take('tanaka', [elsewhere, page], ['a'])).toEqual({ decision: 'G1' });
    expect(held.take('tanaka', [page], ['a'])).toBeNull();
    await held[Symbol.asyncDispose]();
    expect(lines).toEqual([]);
  });

  test('of the gateway has its line already', () => {
    const { held } = world();
    acknowledged(held, 'P1', 'a', 'b');
    expect(held.take('tanaka', [page], ['b', 'a'])).toEqual({ decision: null });
  });

  test('of several warnings is one line of the caller, the others are written here', async () => {
    const { held, hold, lines } = world();
    for (const each of ['G1', 'G2', 'G3']) hold(each);
    acknowledged(held, 'G1', 'a');
    acknowledged(held, 'G2', 'b');
    expect(held.take('tanaka', [page], ['b', 'a'])).toEqual({ decision: 'G2' });
    await until(() => lines.length > 0);
    expect(lines).toEqual(['G1']);
    await held[Symbol.asyncDispose]();
    expect(lines).toEqual(['G1', 'G3']);
  });

  test('twice in one request leaves once, and uses up both', () => {
    const { held, hold } = world();
    hold('G1');
    hold('G2');
    acknowledged(held, 'G1', 'a');
    expect(held.take('tanaka', [page], ['a', 'a'])).toEqual({ decision: 'G1' });
    acknowledged(held, 'G1', 'a');
    acknowledged(held, 'G2', 'a');
    expect(held.take('tanaka', [page], ['a', 'a'])).not.toBeNull();
    expect(held.take('tanaka', [page], ['a'])).toBeNull();
  });

  test('again is good once all the same', () => {
    const { held } = world();
    acknowledged(held, 'P1', 'a');
    acknowledged(held, 'P1', 'a');
    expect(held.take('tanaka', [page], ['a'])).not.toBeNull();
    expect(held.take('tanaka', [page], ['a'])).toBeNull();
  });

  test.each<[string, string | null, (typeof page)[], string[]]>([
    ['by another person', 'suzuki', [page], ['a']],
    ['by nobody known', null, [page], ['a']],
    ['to another place', 'tanaka', [elsewhere], ['a']],
    ['to another port of the host', 'tanaka', [{ ...page, port: 8443 }], ['a']],
    ['with something that nobody acknowledged', 'tanaka', [page], ['a', 'b']],
    ['with nothing at all', 'tanaka', [page], []],
  ])('is not taken %s, and stays good', (_, user, places, digests) => {
    const { held } = world();
    acknowledged(held, 'P1', 'a');
    expect(held.take(user, places, digests)).toBeNull();
    expect(held.take('tanaka', [page], ['a'])).toEqual({ decision: null });
  });

  test.each([
    ['after ten minutes', 10 * minute],
    ['before it was given: the clock was set back', -1],
  ])('is good no more %s', (_, later) => {
    const { held, clock } = world();
    acknowledged(held, 'P1', 'a');
    clock.now += later;
    expect(held.take('tanaka', [page], ['a'])).toBeNull();
  });
});

describe('the line of what is held is written', () => {
  test('where the person keeps it back, once', async () => {
    const { held, hold, lines } = world();
    hold('G1');
    acknowledged(held, 'G1', 'a');
    expect(await held.withdraw('suzuki', 'G1')).toBe(false);
    expect(await held.withdraw('tanaka', 'G1')).toBe(true);
    expect(await held.withdraw('tanaka', 'G1')).toBe(false);
    expect(held.take('tanaka', [page], ['a'])).toBeNull();
    await held[Symbol.asyncDispose]();
    expect(lines).toEqual(['G1']);
  });

  test.each([
    ['ten minutes after it came', 10 * minute],
    ['where the clock was set back', -1],
  ])('%s', async (_, later) => {
    const { held, hold, lines, clock } = world({ sweepEvery: 5 });
    hold('G1');
    clock.now += later;
    await until(() => lines.length > 0);
    expect(await held.withdraw('tanaka', 'G1')).toBe(false);
    await held[Symbol.asyncDispose]();
    expect(lines).toEqual(['G1']);
  });

  test('ten minutes after it was acknowledged and never sent', async () => {
    const { held, hold, lines, clock } = world();
    hold('G1');
    clock.now += 9 * minute;
    acknowledged(held, 'G1', 'a');
    clock.now += 9 * minute;
    hold('G2');
    expect(lines).toEqual([]);
    clock.now += minute;
    hold('G3');
    await until(() => lines.length > 0);
    expect(lines).toEqual(['G1']);
    await held[Symbol.asyncDispose]();
  });

  test('at the end of the process', async () => {
    const { held, hold, lines } = world();
    hold('G1');
    hold('G2', 'suzuki');
    await held[Symbol.asyncDispose]();
    expect(lines).toEqual(['G1', 'G2']);
  });

  test('of the oldest, where one person has too many', async () => {
    const { held, hold, lines } = world({ perUser: 2 });
    for (const each of ['G1', 'G2', 'G3']) hold(each);
    await until(() => lines.length > 0);
    expect(lines).toEqual(['G1']);
    await held[Symbol.asyncDispose]();
  });

  test('later, where the disk was full', async () => {
    const { held, lines, failures, clock } = world({ sweepEvery: 5 });
    let full = true;
    held.hold('tanaka', 'G1', async () => {
      if (full) throw new Error('disk');
      lines.push('G1');
    });
    await expect(held.withdraw('tanaka', 'G1')).rejects.toThrow('disk');
    clock.now += 10 * minute;
    await until(() => failures.length > 0);
    full = false;
    await until(() => lines.length > 0);
    await held[Symbol.asyncDispose]();
    expect(lines).toEqual(['G1']);
  });
});
