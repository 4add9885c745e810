/** What a signature is about: SHA-256 (hex) over the changes, their reason, and what they stand on. */
import { createHash } from 'node:crypto';
import type { Change } from '../../../shared/protocol/policy-change.ts';
import { canonicalJson } from './entry-key.ts';

/**
 * Changes of single lines mean the same on a newer revision that does not touch them, and keep
 * their content; a whole document stands for one revision only.
 */
export function proposalContent(proposal: {
  readonly base: number;
  readonly by: string;
  readonly changes: readonly Change[];
  readonly note: string;
}): string {
  const { base, by, changes, note } = proposal;
  const stands = changes.some(({ op }) => op === 'replace') ? base : null;
  return createHash('sha256').update(canonicalJson({ stands, by, changes, note })).digest('hex');
}
