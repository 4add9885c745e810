/**
 * What a text must hold so that a pattern can match in it, read from the pattern itself:
 *
 *   住 ?民 ?票|jumin|[0-9]{11}   →   住, 民 and 票;  j, u, m, i and n;  eleven digits together
 *
 * Assertions and what may be missing ask for nothing. What cannot be told asks for nothing either.
 */
import type { TextFacts } from './text-facts.ts';

/** Whether the text may match. */
export type Need = (facts: TextFacts) => boolean;

export interface Alternative {
  readonly source: string;
  readonly need: Need;
}

/** A class of more characters asks for nothing: some of them stand in every text. */
const mostOfClass = 100;
const none: Need = () => true;

/**
 * The alternatives of a pattern at its outermost; one that is a group of alternatives is taken apart.
 * A pattern that cannot be read, or whose alternatives refer to groups, is one that needs nothing.
 */
export function alternativesOf({
  source,
  flags,
}: Pick<RegExp, 'source' | 'flags'>): readonly Alternative[] {
  return new PatternReader(source, flags).alternatives() ?? [{ source, need: none }];
}

interface Item {
  readonly need: Need;
  /** One of 0–9 and nothing else. */
  readonly isDigit: boolean;
  /** One of these code units; null: of others too. */
  readonly units: readonly number[] | null;
  /** It takes no character. */
  readonly isAssertion: boolean;
  /** A group without a number: its alternatives, as they are written. */
  readonly group: readonly Alternative[] | null;
}

const unknown: Item = {
  ...{ need: none, isDigit: false, units: null },
  ...{ isAssertion: false, group: null },
};
const assertion: Item = { ...unknown, isAssertion: true };

class PatternReader {
  private readonly source: string;
  private readonly isLoose: boolean;
  private readonly isUnicode: boolean;
  private isReadable: boolean;
  /** To a group by its number, which is another one where alternatives stand alone. */
  private hasReference = false;
  private at = 0;

  constructor(source: string, flags: string) {
    this.source = source;
    this.isLoose = flags.includes('i');
    this.isUnicode = flags.includes('u');
    this.isReadable = !flags.includes('v');
  }

  alternatives(): Alternative[] | null {
    const found = this.isReadable ? this.choice() : [];
    if (!this.isReadable || this.peek() !== '') return null;
    return this.hasReference && found.length > 1 ? null : found;
  }

  private choice(): Alternative[] {
    const found = [...this.sequence()];
    while (this.take('|')) found.push(...this.sequence());
    return found;
  }

  /** One alternative; those of a group, each behind what stands before it, where it ends with that group. */
  private sequence(): readonly Alternative[] {
    const start = this.at;
    const needs: Need[] = [];
    let together = 0;
    /** What the digits stand directly behind. */
    let lead: readonly number[] | null = null;
    let isPlain = true;
    for (;;) {
      const before = this.at;
      if (this.isEnd()) break;
      const item = this.item();
      const behind = this.at;
      const least = this.least();
      if (item.isAssertion) continue;
      if (item.isDigit) {
        together += least;
        needs.push(digits(together, lead));
        isPlain = false;
        continue;
      }
      if (item.group !== null && isPlain && behind === this.at && this.isEnd()) {
        const asserted = this.source.slice(start, before);
        return item.group.map(({ source, need }) => ({ source: `${asserted}(?:${source})`, need }));
      }
      isPlain = false;
      together = 0;
      lead = least > 0 ? item.units : null;
      if (least > 0) needs.push(item.need);
    }
    return [{ source: this.source.slice(start, this.at), need: all(needs) }];
  }

  private isEnd(): boolean {
    return !this.isReadable || '|)'.includes(this.peek());
  }

  /** How often what stands before must be there. */
  private least(): number {
    const quantifier = /^(?:([?*])|(\+)|\{(\d+)(?:,\d*)?\})\??/.exec(this.source.slice(this.at));
    if (quantifier === null) return 1;
    this.at += quantifier[0].length;
    const [, optional, several, count] = quantifier;
    return optional !== undefined ? 0 : several !== undefined ? 1 : Number(count);
  }

  private item(): Item {
    if (this.take('(')) return this.group();
    if (this.take('[')) return this.characters();
    if (this.take('^') || this.take('$')) return assertion;
    if (this.take('.')) return unknown;
    if (this.take('\\')) return this.escaped();
    return this.oneOf([this.character()]);
  }

  private group(): Item {
    const kind = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(this.source.slice(this.at))?.[0] ?? '';
    if (kind === '' && this.peek() === '?') return this.unreadable();
    this.at += kind.length;
    const choices = this.choice();
    if (!this.take(')')) return this.unreadable();
    if (/[=!]$/.test(kind)) return assertion;
    const need: Need = (facts) => choices.some((each) => each.need(facts));
    return { ...unknown, need, group: kind === '?:' ? choices : null };
  }

  private escaped(): Item {
    const letter = this.character();
    if (letter === 'd') return this.oneOf([...'0123456789']);
    if (letter === 'b' || letter === 'B') return assertion;
    if (letter === 'p' || letter === 'P') {
      this.at = this.source.indexOf('}', this.at) + 1;
      return unknown;
    }
    this.hasReference ||= /[1-9]/.test(letter);
    if (/[DsSwW1-9]/.test(letter)) return unknown;
    const literal = this.literal(letter);
    return literal === null ? this.unreadable() : this.oneOf([literal]);
  }

  private unreadable(): Item {
    this.isReadable = false;
    return unknown;
  }

  /** Of an escape that stands for one character; null: of another one. */
  private literal(letter: string): string | null {
    const plain: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };
    const code = /^(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]+\})/.exec(this.source.slice(this.at))?.[0];
    if (letter === 'u' && code !== undefined) {
      this.at += code.length;
      return String.fromCodePoint(Number.parseInt(code.replace(/[{}]/g, ''), 16));
    }
    return plain[letter] ?? (/[A-Za-z0-9]/.test(letter) ? null : letter);
  }

  private characters(): Item {
    const isOther = this.take('^');
    const found: string[] = [];
    let isKnown = !isOther;
    while (!this.take(']')) {
      if (this.peek() === '') return this.unreadable();
      const from = this.member();
      const isRange = this.peek() === '-' && this.source.charAt(this.at + 1) !== ']';
      if (isRange) this.at++;
      const to = isRange ? this.member() : from;
      const [low = 0, high = 0] = [from, to].map((each) => each?.codePointAt(0));
      if (from === null || to === null || high - low > mostOfClass) isKnown = false;
      else for (let code = low; code <= high; code++) found.push(String.fromCodePoint(code));
    }
    return isKnown && found.length <= mostOfClass ? this.oneOf(found) : unknown;
  }

  /** Of a class; null: several. */
  private member(): string | null {
    if (!this.take('\\')) return this.character();
    const letter = this.character();
    if (letter === 'p' || letter === 'P') this.at = this.source.indexOf('}', this.at) + 1;
    return this.literal(letter);
  }

  private oneOf(characters: readonly string[]): Item {
    const isDigit = characters.length > 0 && characters.every((each) => /^[0-9]$/.test(each));
    const units = new Set<number>();
    for (const each of characters) {
      const forms = this.isLoose ? [each, each.toLowerCase(), each.toUpperCase()] : [each];
      // Of two units, or one of several cases that ASCII has not.
      const isSimple = forms.every((form) => form.length === 1);
      if (!isSimple || (this.isLoose && each > '\x7f' && new Set(forms).size > 1)) return unknown;
      for (const form of forms) units.add(form.charCodeAt(0));
      // ſ and K, which stand for s and k where a pattern is of Unicode and of any case.
      if (this.isLoose && this.isUnicode && /^s$/i.test(each)) units.add(0x17f);
      if (this.isLoose && this.isUnicode && /^k$/i.test(each)) units.add(0x212a);
    }
    const wanted = [...units];
    const need: Need = (facts) => wanted.some(facts.has);
    return { ...unknown, need, isDigit, units: wanted.some(isDigitUnit) ? null : wanted };
  }

  private character(): string {
    const code = this.isUnicode
      ? (this.source.codePointAt(this.at) ?? 0)
      : this.source.charCodeAt(this.at);
    const character = String.fromCodePoint(code);
    this.at += character.length;
    return character;
  }

  private peek(): string {
    return this.source.charAt(this.at);
  }

  private take(mark: string): boolean {
    if (this.peek() !== mark) return false;
    this.at++;
    return true;
  }
}

function all(needs: readonly Need[]): Need {
  return needs.length === 0 ? none : (facts) => needs.every((need) => need(facts));
}

function digits(together: number, lead: readonly number[] | null): Need {
  return lead === null
    ? (facts) => facts.digits >= together
    : (facts) => lead.some((unit) => facts.digitsBehind(unit) >= together);
}

const isDigitUnit = (unit: number) => unit >= 0x30 && unit <= 0x39;
