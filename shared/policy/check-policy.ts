/** What the schema cannot say: references, orders, filters, addresses, and entries that are too wide. */
import type { Problem } from '../protocol/console.ts';
import type { Policy } from './schema.ts';

/** A problem before its line is known. `at` is the path through the document. */
export type Finding = Omit<Problem, 'line' | 'path'> & {
  readonly at: readonly (string | number)[];
};

export function checkPolicy(_policy: Policy): Finding[] {
  return [];
}
