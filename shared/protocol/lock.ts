/**
 * What keeps a content shut. `wanted`: a password would open it. `wrong`: this one does not open all
 * of it. `useless`: it is encrypted in a way that nothing here opens.
 */
export const locks = ['wanted', 'wrong', 'useless'] as const;
export type Lock = (typeof locks)[number];

/** Characters of a password: no format takes more. */
export const longestPassword = 1000;
