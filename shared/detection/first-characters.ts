/**
 * With which characters a match of a pattern may begin: a search that asks for these first passes
 * most of a text several times faster than one with a hundred words to try at every character.
 *
 *   滞納|差し?押え?|がん(?:の?手術)   →   がん差滞 are looked for, and the words behind them
 */

/**
 * The same pattern, its first character asked for before its words.
 * @param pattern words, groups, classes and `?`, as lists of words are written
 * @throws where there is anything else, or it may match nothing at all
 */
export function startingFast(pattern: string): string {
  const { first, isOptional } = readPattern(pattern);
  if (isOptional) throw new Error('a pattern that matches nothing has no first character');
  const escaped = [...first].sort().map((each) => each.replace(/[\]\\^-]/, '\\$&'));
  return `(?=[${escaped.join('')}])(?:${pattern})`;
}

interface Piece {
  readonly first: ReadonlySet<string>;
  /** Whether what follows may be the beginning instead. */
  readonly isOptional: boolean;
}

function readPattern(pattern: string): Piece {
  const characters = [...pattern];
  let at = 0;
  const choice = (): Piece => {
    const pieces = [sequence()];
    for (; characters[at] === '|'; pieces.push(sequence())) at++;
    return {
      first: new Set(pieces.flatMap(({ first }) => [...first])),
      isOptional: pieces.some(({ isOptional }) => isOptional),
    };
  };
  const sequence = (): Piece => {
    const first = new Set<string>();
    let isOptional = true;
    while (at < characters.length && characters[at] !== '|' && characters[at] !== ')') {
      const next = piece();
      if (isOptional) for (const each of next.first) first.add(each);
      isOptional &&= next.isOptional;
    }
    return { first, isOptional };
  };
  const piece = (): Piece => {
    const found = characters[at] === '(' ? group() : { first: single(), isOptional: false };
    if (characters[at] !== '?') return found;
    at++;
    return { ...found, isOptional: true };
  };
  const group = (): Piece => {
    at++;
    if (characters[at] === '?') {
      if (characters[at + 1] !== ':') throw new Error(`cannot be read: ${pattern.slice(at)}`);
      at += 2;
    }
    const found = choice();
    at++;
    return found;
  };
  const single = (): ReadonlySet<string> => {
    const character = characters[at++] ?? '';
    if (character !== '[') return literal(character);
    const found = new Set<string>();
    for (; at < characters.length && characters[at] !== ']'; at++) {
      const [from = '', dash, to = ''] = characters.slice(at, at + 3);
      const isRange = dash === '-' && to !== ']';
      const [low, high] = [from, isRange ? to : from].map((each) => each.codePointAt(0) ?? 0);
      for (let code = low ?? 0; code <= (high ?? 0); code++) found.add(String.fromCodePoint(code));
      if (isRange) at += 2;
    }
    at++;
    return found;
  };
  const literal = (character: string) => {
    if ('\\^$.*+{}'.includes(character)) throw new Error(`cannot be read: ${character}`);
    return new Set([character]);
  };
  return choice();
}
