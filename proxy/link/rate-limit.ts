/** At most `limit` events within any `windowMs`. The clock is a parameter. */
export interface RateLimit {
  /** True where one more would be too many. */
  exceeded(): boolean;
  count(): void;
  /** Takes the last one back. */
  uncount(): void;
}

export function createRateLimit(options: {
  limit: number;
  windowMs: number;
  now: () => number;
}): RateLimit {
  let moments: number[] = [];
  const recent = () => {
    const after = options.now() - options.windowMs;
    // A moment ahead of the clock (it was set back) counts no more, or it would count for ever.
    moments = moments.filter((moment) => moment > after && moment <= options.now());
    return moments;
  };
  return {
    exceeded: () => recent().length >= options.limit,
    count: () => {
      if (recent().length < options.limit) moments.push(options.now());
    },
    uncount: () => {
      recent().pop();
    },
  };
}
