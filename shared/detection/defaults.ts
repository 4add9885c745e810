/** What counts where the policy says nothing. */

/** Findings below this confidence are not reported. */
export const defaultThreshold = 0.6;
/** From how many distinct persons on a table is bulk personal data. */
export const defaultPersons = 10;
