/**
 * What the search of the posting log takes for the same, and how a text becomes grams: FTS5 finds
 * nothing for Japanese words of one or two characters, so the store cuts texts itself.
 *
 *   雪まつり → singles 雪 ま つ り · pairs 雪ま まつ つり
 *
 * A word of one character is a single; a longer one is a phrase of pairs that follow each other,
 * which is exactly where the text holds it.
 */

/**
 * Full-width and half-width, upper and lower case are the same, hiragana and katakana are not. The
 * second pass composes what lower case took apart.
 */
export function foldWords(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC');
}

const mostWords = 20;

/** Words stand between spaces, of any width; “"…"” holds one together. All of them have to be there. */
export function searchWords(text: string): string[] {
  const found = foldWords(text).matchAll(/"([^"]+)"|(\S+)/gu);
  const words = [...found].map(([, quoted, plain]) => quoted ?? plain ?? '');
  return [...new Set(words)].slice(0, mostWords);
}

/** Four letters for each character: tokens of FTS5's `ascii` hold nothing but letters and digits. */
function token(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(36).padStart(4, '0');
}

/** @param folded by foldWords */
export function gramsOf(folded: string): { readonly singles: string; readonly pairs: string } {
  const tokens = [...folded].map(token);
  return {
    singles: [...new Set(tokens)].join(' '),
    pairs: tokens
      .slice(1)
      .map((each, index) => `${tokens[index]}${each}`)
      .join(' '),
  };
}

/** A word of searchWords as a condition of FTS5. */
export function matchWord(word: string): string {
  const { singles, pairs } = gramsOf(word);
  return pairs === '' ? `singles : "${singles}"` : `pairs : "${pairs}"`;
}

/** What a posting is filtered by and never changes, beside its words in the same index. */
export interface Facets {
  readonly service: string;
  readonly act: string;
  readonly user: string | null;
  readonly account: string | null;
  readonly fate: string;
  readonly warned: number;
}

export function facetsOf(facets: Facets): string {
  return Object.entries(facets)
    .flatMap(([name, value]) => (value === null ? [] : [facet(name as keyof Facets, value)]))
    .join(' ');
}

export function matchFacet(name: keyof Facets, values: readonly (string | number)[]): string {
  return `facets : (${values.map((value) => `"${facet(name, value)}"`).join(' OR ')})`;
}

function facet(name: keyof Facets, value: string | number): string {
  return `${name}${Buffer.from(String(value)).toString('hex')}`;
}
