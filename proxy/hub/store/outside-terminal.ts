/** In the place of a terminal: what stands in the posting log and came through none. */
export const outsideTerminal = 'outside';
