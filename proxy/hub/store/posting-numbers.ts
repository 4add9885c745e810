/** Numbers for postings, in the order of their times: 4,096 to a millisecond, within 53 bits. */

const perMs = 4096;
const epoch = Date.parse('2020-01-01T00:00:00Z');
/** Clocks of terminals may say anything: 1951 to 2088 is told apart. */
const farthest = 2_170_000_000_000;

/** The lowest number of that moment. @param at ISO */
export function numberAt(at: string): number {
  const ms = Date.parse(at) - epoch;
  return Math.min(Math.max(ms, -farthest), farthest) * perMs;
}

/**
 * @param times ISO
 * @param last of each first number the highest that is given from there to below the next moment's
 * @returns one number for each, in their order
 */
export async function giveNumbers(
  times: readonly string[],
  last: (firsts: readonly number[]) => Promise<ReadonlyMap<number, number>>,
): Promise<number[]> {
  const next = new Map<number, number>();
  const look = async (firsts: readonly number[]) => {
    const known = await last(firsts);
    for (const first of firsts) next.set(first, (known.get(first) ?? first - 1) + 1);
  };
  await look([...new Set(times.map(numberAt))]);
  const given: number[] = [];
  for (const at of times) {
    let first = numberAt(at);
    // A moment that is full goes on in the next.
    while ((next.get(first) ?? 0) >= first + perMs) {
      first += perMs;
      if (!next.has(first)) await look([first]);
    }
    const number = next.get(first) ?? first;
    next.set(first, number + 1);
    given.push(number);
  }
  return given;
}

export const numbersPerMs = perMs;
