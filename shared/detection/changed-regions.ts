/**
 * Where a text was changed, with enough around each place to be read by itself:
 *
 *   ....|context|......x...x......|context|....
 *     start    from              to      end
 */

export interface Region {
  /** Whatever ends in [from, to) is seen as it would be in the whole text. */
  readonly from: number;
  readonly to: number;
  /** What is read: [start, end). */
  readonly start: number;
  readonly end: number;
}

/** Of a text, [from, to). */
export type Span = readonly [from: number, to: number];

/** Characters between a value and what says something about it: a label, a name, the lines of an address. */
const reach = 600;
/** So far a paragraph, or at least a line, is kept whole. */
const longestParagraph = 2000;
const context = 200;

/** @param changed in rising order */
export function changedRegions(text: string, changed: readonly Span[]): Region[] {
  const { length } = text;
  const wide = joined(changed.map(([from, to]) => [from - reach, to + reach]));
  const whole = wide.map(([from, to]): Span => [borderBefore(text, from), borderBehind(text, to)]);
  return joined(whole).map(([from, to]) => ({
    from,
    to,
    start: Math.max(0, from - context),
    end: Math.min(length, to + context),
  }));
}

function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const [from, to] of spans) {
    const last = found.at(-1);
    if (last === undefined || from > last[1]) found.push([from, to]);
    else found[found.length - 1] = [last[0], Math.max(last[1], to)];
  }
  return found;
}

function borderBefore(text: string, at: number): number {
  if (at <= 0) return 0;
  const from = Math.max(0, at - longestParagraph);
  const near = text.slice(from, at);
  const border = [near.lastIndexOf('\n\n') + 2, near.lastIndexOf('\n') + 1].find(
    (each) => each > 1,
  );
  return border === undefined ? (from === 0 ? 0 : at) : from + border;
}

function borderBehind(text: string, at: number): number {
  const { length } = text;
  if (at >= length) return length;
  const near = text.slice(at, at + longestParagraph);
  const border = [near.indexOf('\n\n'), near.indexOf('\n')].find((each) => each >= 0);
  return border === undefined ? (at + longestParagraph >= length ? length : at) : at + border;
}
