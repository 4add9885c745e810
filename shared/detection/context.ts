/** The words around a number: its own keyword, or that of another number. */

/** Characters. Microsoft Purview looks 300 around; Japanese text is denser. */
const windowBefore = 80;
const windowAfter = 20;

export interface Words {
  /** Says what the number is. Global and case-insensitive. */
  readonly own: RegExp;
  /** Says that it is something else. */
  readonly other: RegExp;
  /** Characters between it and its own word at most, where that is fewer than usual. */
  readonly reach?: number;
}

/**
 * Which of the two stands nearer to text[start, end), or null where neither is near. In a table the
 * row counts; headers are looked at with their columns.
 */
export function nearestWord(
  text: string,
  start: number,
  end: number,
  { own, other, reach = windowBefore }: Words,
  inRow = false,
): 'own' | 'other' | null {
  const rowStart = inRow ? text.lastIndexOf('\n', start - 1) + 1 : 0;
  const rowEnd = inRow ? text.indexOf('\n', end) : -1;
  const before = text.slice(Math.max(rowStart, start - windowBefore), start);
  const after = text.slice(
    end,
    rowEnd < 0 ? end + windowAfter : Math.min(rowEnd, end + windowAfter),
  );
  const ownAt = Math.min(distanceBefore(before, own), distanceAfter(after, own));
  const otherAt = Math.min(
    distanceBefore(before.slice(-40), other),
    distanceAfter(after.slice(0, 3), other),
  );
  if (ownAt > reach && otherAt === Number.POSITIVE_INFINITY) return null;
  return ownAt <= Math.min(reach, otherAt) ? 'own' : 'other';
}

function distanceBefore(text: string, words: RegExp): number {
  let distance = Number.POSITIVE_INFINITY;
  for (const { index, 0: word } of text.matchAll(words))
    distance = text.length - index - word.length;
  return distance;
}

/** What follows counts as twice as far: a label stands before its value. */
function distanceAfter(text: string, words: RegExp): number {
  const first = text.matchAll(words).next();
  return first.done === true ? Number.POSITIVE_INFINITY : first.value.index * 2 + 4;
}

/** A word that is found with spaces between its characters too, as PDF text has them. */
export function spaced(word: string): string {
  return [...word].map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(' ?');
}
