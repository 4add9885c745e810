/** Offsets of a text from which characters were taken out → offsets of the text before. */

/**
 * @param at offsets, in rising order, from which on the text before is ahead
 * @param ahead by how much, for each of them
 */
export function offsetMap(
  at: readonly number[],
  ahead: readonly number[],
): (index: number) => number {
  return (index) => {
    let low = 0;
    let high = at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((at[middle] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return index + (low === 0 ? 0 : (ahead[low - 1] ?? 0));
  };
}
