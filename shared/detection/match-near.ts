/**
 * Looks for a costly pattern only around what a cheap one finds:
 *
 *   ......the text......秘......the text......
 *                   └─reach─┴─reach─┘ is looked at
 */

/** Characters. Every costly match, with what it looks at around it, has to be shorter. */
const reach = 100;

/**
 * What `costly` finds in the text, at its places there.
 * @param costly global; whatever it finds holds something that `cheap` finds
 * @param cheap global
 * @param keep what to keep of one: a match with its groups is large, and a text may hold many
 */
export function matchNear<Kept>(
  text: string,
  costly: RegExp,
  cheap: RegExp,
  keep: (match: RegExpExecArray, index: number) => Kept,
): Kept[] {
  const found: Kept[] = [];
  let from = 0;
  let to = -1;
  const look = () => {
    for (const each of text.slice(from, to).matchAll(costly)) {
      found.push(keep(each, from + each.index));
    }
  };
  for (const { index, 0: word } of text.matchAll(cheap)) {
    if (index - reach > to) {
      if (to >= 0) look();
      from = Math.max(0, index - reach);
    }
    to = index + word.length + reach;
  }
  if (to >= 0) look();
  return found;
}
