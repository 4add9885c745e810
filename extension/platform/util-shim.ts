/** The one function of Node's `util` that micromatch calls. */
export const inspect = (value: unknown): string => String(value);
