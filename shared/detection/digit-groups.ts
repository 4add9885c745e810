/**
 * Numbers as people write them: in one run, in groups of four, one digit at a time. Works on
 * folded text. A tab stands between two cells of a table.
 */

export interface DigitGroups {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /** `plain`: one run. `fours`: groups of four with the same separator. `other`: anything else. */
  readonly shape: 'plain' | 'fours' | 'other';
  readonly crossesCells: boolean;
}

interface Token {
  readonly text: string;
  readonly start: number;
  /** The white space before it, up to the token before. */
  readonly gap: string;
}

const kanji = '〇一二三四五六七八九';
/** Digits with at most three separators between two of them. */
const runs =
  /(?<![0-9A-Za-z])(?<![0-9][-.,:])[0-9](?:[ \t\-_.・/|]{0,3}[0-9]){11,}(?![0-9A-Za-z]|[-.,:][0-9])/g;
const kanjiRuns = new RegExp(`[${kanji}](?:[ \\t\\-_.・/|]{0,3}[${kanji}]){11,}`, 'g');
/** `(1234)(5678)(9012)`, with a letter or digit on no side. */
const bracketed =
  /(?<![0-9A-Za-z])(?<![0-9][)\]】〕」』] ?)(?:[([【〔「『]\d{4}[)\]】〕」』] ?){3,4}(?![0-9A-Za-z]|[([【〔「『]\d)/g;
/** Longer ones are matrices of numbers: only their tokens are looked at, not the whole. */
const longestWhole = 40;
const shortest = 12;

/** Every number of one of the lengths, in order; those of `other` shape only as a whole run. */
export function digitGroups(text: string, lengths: ReadonlySet<number>): DigitGroups[] {
  const found: DigitGroups[] = [];
  for (const { 0: run, index } of text.matchAll(runs)) {
    found.push(...groupsOfRun(run, index, lengths));
  }
  for (const { 0: run, index } of text.matchAll(kanjiRuns)) {
    const read = run.replace(new RegExp(`[${kanji}]`, 'g'), (each) => String(kanji.indexOf(each)));
    found.push(...groupsOfRun(read, index, lengths));
  }
  for (const { 0: run, index } of text.matchAll(bracketed)) {
    if (lengths.has(digitsOf(run).length)) found.push(placed('fours', run.trimEnd(), index));
  }
  return found;
}

function groupsOfRun(run: string, at: number, lengths: ReadonlySet<number>): DigitGroups[] {
  const tokens = tokensOf(run);
  const found: DigitGroups[] = [];
  for (const token of tokens) {
    const text = withoutFraction(token.text);
    const alone = judge(text, lengths);
    if (alone !== null) found.push(placed(alone, text, at + token.start));
  }
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index]?.text.length !== 4) continue;
    const { span, isPiece } = foursFrom(tokens, index);
    const [first, last] = [tokens[index], tokens[index + span - 1]];
    if (first !== undefined && last !== undefined && !isPiece && lengths.has(span * 4)) {
      const text = run.slice(first.start, last.start + last.text.length);
      found.push(placed('fours', text, at + first.start));
    }
    index += Math.max(1, span) - 1;
  }
  if (found.length === 0 && run.length <= longestWhole && lengths.has(digitsOf(run).length)) {
    found.push(placed('other', run, at));
  }
  return found.sort((a, b) => a.start - b.start);
}

/** White space separates tokens; a token is digits with its own separators. */
function tokensOf(run: string): Token[] {
  let end = 0;
  return [...run.matchAll(/[^ \t]+/g)].map(({ 0: text, index }) => {
    const gap = run.slice(end, index);
    end = index + text.length;
    return { text, start: index, gap };
  });
}

/**
 * How many tokens of four digits follow each other with one and the same gap, from `index` on; and
 * whether they are a piece of a longer number: a fifth group of three, or a first of two.
 */
function foursFrom(tokens: readonly Token[], index: number): { span: number; isPiece: boolean } {
  if (!isFour(tokens[index])) return { span: 0, isPiece: false };
  const gap = tokens[index + 1]?.gap;
  let span = 1;
  while (isFour(tokens[index + span]) && tokens[index + span]?.gap === gap) span++;
  const next = tokens[index + span];
  const previous = tokens[index - 1];
  const goesOn = next !== undefined && next.gap === gap && isShort(next.text);
  const began = previous !== undefined && tokens[index]?.gap === gap && isShort(previous.text);
  return { span, isPiece: goesOn || began };
}

/** Programs that read numbers as floating point write them as `123456789012.0`. */
const withoutFraction = (text: string) => text.replace(/(?<=^\d{12,})\.00?$/, '');
const isDigits = (text: string) => /^\d+$/.test(text);
const isShort = (text: string) => isDigits(text) && text.length < 6;
const isFour = (token: Token | undefined) =>
  token !== undefined && token.text.length === 4 && isDigits(token.text);
const digitsOf = (text: string) => text.replace(/\D/g, '');

/** A token by itself: one run of a wanted length, or fours joined by one separator. */
function judge(token: string, lengths: ReadonlySet<number>): DigitGroups['shape'] | null {
  // No wanted number is shorter; most tokens of a table are.
  if (token.length < shortest) return null;
  const digits = digitsOf(token);
  if (!lengths.has(digits.length)) return null;
  if (digits.length === token.length) return 'plain';
  const separators = token.replace(/\d/g, '');
  const same = new Set(separators).size === 1;
  const fours = /^\d{4}(?:[-_・/.]\d{4})*$/.test(token);
  return same && fours ? 'fours' : 'other';
}

function placed(shape: DigitGroups['shape'], text: string, start: number): DigitGroups {
  const end = start + text.length;
  return { digits: digitsOf(text), start, end, shape, crossesCells: text.includes('\t') };
}
