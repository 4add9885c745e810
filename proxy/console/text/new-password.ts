import type { Words } from '../words/ja.ts';

/** What to mend about a new password typed twice. */
export function passwordMends(
  words: Words['password'],
  next: string,
  again: string,
): { next?: string; again?: string } {
  if (next.length < 12) return { next: words.short };
  return next === again ? {} : { again: words.differs };
}
