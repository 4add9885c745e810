/**
 * A terminal's records as they follow each other, over its day files. A record's day is that of its
 * own time, and times may step back (a moment at midnight, days when a clock is set): so days may
 * overlap in sequence numbers, and those that do are merged.
 */

/** The records of one terminal in one day file. */
export interface DayPart<T extends { readonly seq: number }> {
  readonly first: number;
  /** Ascending by seq. */
  rows(): AsyncIterator<T>;
}

/** All parts as one ascending sequence; a part is only opened when its first record is next. */
export async function* inSequence<T extends { readonly seq: number }>(
  parts: readonly DayPart<T>[],
): AsyncGenerator<T> {
  const waiting = parts.toSorted((a, b) => a.first - b.first);
  const open: { next: T; rest: AsyncIterator<T> }[] = [];
  for (;;) {
    const lowest = open.reduce<number>((least, { next }) => Math.min(least, next.seq), Infinity);
    const part = waiting[0];
    if (part !== undefined && part.first <= lowest) {
      waiting.shift();
      const rest = part.rows();
      const { value, done } = await rest.next();
      if (!done) open.push({ next: value, rest });
      continue;
    }
    const at = open.findIndex(({ next }) => next.seq === lowest);
    const head = open[at];
    if (head === undefined) return;
    yield head.next;
    const { value, done } = await head.rest.next();
    if (done) open.splice(at, 1);
    else head.next = value;
  }
}
