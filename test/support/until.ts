import { setTimeout as wait } from 'node:timers/promises';

/** Polls until something holds, for what has no event to wait for. @throws after `within` milliseconds */
export async function until<T>(
  holds: () => T | Promise<T>,
  { within = 60_000, every = 25 }: { within?: number; every?: number } = {},
): Promise<NonNullable<T>> {
  const end = Date.now() + within;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > end) throw new Error(`did not come true within ${within} ms: ${holds}`);
    await wait(every);
  }
}
