export interface StackedSeries {
  readonly labels: readonly string[];
  readonly allow: readonly number[];
  readonly warn: readonly number[];
  readonly block: readonly number[];
}

/** Heights of the bars' tops, so that one stands on the other: blocked at the foot. */
export function stacked(series: StackedSeries): {
  block: number[];
  warn: number[];
  allow: number[];
} {
  const block = [...series.block];
  const warn = series.warn.map((count, at) => count + (block[at] ?? 0));
  const allow = series.allow.map((count, at) => count + (warn[at] ?? 0));
  return { block, warn, allow };
}
