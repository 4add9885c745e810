/** A row of tests against a row of segments, where `**` takes any number of them, also none. */

export type SegmentTest = '**' | ((segment: string) => boolean);

/**
 * Walks both once; after a failure only the latest `**` is tried one segment longer. That is enough,
 * and keeps the worst case at tests × segments, where one expression for the whole could take for ever.
 */
export function matchSegments(tests: readonly SegmentTest[], segments: readonly string[]): boolean {
  let at = 0;
  let test = 0;
  let star = -1;
  let starAt = 0;
  while (at < segments.length) {
    const current = tests[test];
    if (current === '**') {
      star = test++;
      starAt = at;
    } else if (current?.(segments[at] ?? '') === true) {
      test++;
      at++;
    } else if (star >= 0) {
      test = star + 1;
      at = ++starAt;
    } else return false;
  }
  return tests.slice(test).every((each) => each === '**');
}
