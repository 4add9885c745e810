/** What was typed, without white space around it; null where that is nothing. */
export const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
