/**
 * Whether a pattern matches anywhere in a text. Of its alternatives only those are tried whose
 * characters stand there at all: of the many words of a detector mostly none.
 */
import { type Alternative, alternativesOf } from './pattern-needs.ts';
import { factsOf, type TextFacts } from './text-facts.ts';

/** Shorter texts are tried sooner than read. */
const shortest = 1000;
/** One by one more would take as long as all of them together. */
const mostTried = 6;

/** Of one text: asked of many patterns, it is read once. */
export function quickTests(text: string): (pattern: RegExp) => boolean {
  if (text.length < shortest) return (pattern) => pattern.test(text);
  const facts = factsOf(text);
  return (pattern) => quickTest(pattern, text, facts);
}

interface Choice extends Alternative {
  /** Compiled when it is first tried. */
  pattern: RegExp | null;
}

const known = new WeakMap<RegExp, readonly Choice[]>();

function quickTest(pattern: RegExp, text: string, facts: TextFacts): boolean {
  const possible = choicesOf(pattern).filter(({ need }) => need(facts));
  if (possible.length > mostTried) return pattern.test(text);
  return possible.some((each) => {
    each.pattern ??= new RegExp(each.source, pattern.flags);
    return each.pattern.test(text);
  });
}

function choicesOf(pattern: RegExp): readonly Choice[] {
  const before = known.get(pattern);
  if (before !== undefined) return before;
  const made = alternativesOf(pattern).map((each) => ({ ...each, pattern: null }));
  known.set(pattern, made);
  return made;
}
