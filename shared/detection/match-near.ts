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
 */
export function matchNear(text: string, costly: RegExp, cheap: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  let from = 0;
  let to = -1;
  const look = () => {
    for (const each of text.slice(from, to).matchAll(costly)) {
      each.index += from;
      found.push(each);
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
