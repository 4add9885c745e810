/** Characters of a text replaced, each by one that says nothing. */
export const maskCharacter = '●';

/** @param spans in order, none in another: see find-values.ts */
export function replaceSpans(
  text: string,
  spans: readonly (readonly [start: number, end: number])[],
  by: string = maskCharacter,
): string {
  const pieces: string[] = [];
  let done = 0;
  for (const [start, end] of spans) {
    pieces.push(text.slice(done, start), by);
    done = end;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}
