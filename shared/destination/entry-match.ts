/** Reads the `match` of an entry: a glob where it says so, else a filter. */
import { parseFilter } from './filter.ts';
import { globPrefix, parseGlob } from './glob.ts';
import type { ParsedMatch } from './match.ts';

export function parseMatch(text: string): ParsedMatch {
  return text.startsWith(globPrefix) ? parseGlob(text) : parseFilter(text);
}
