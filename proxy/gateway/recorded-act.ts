/** What a request is on record as: what the browser opens in a tab is a move, all else a request. */
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Browsers write Sec-Fetch-Dest themselves, to https and to this machine alone: of plain http and
 * of other programs everything is a request.
 */
export function recordedAct<A extends 'connect' | 'request' | 'upgrade'>(
  act: A,
  headers: Pick<IncomingHttpHeaders, 'sec-fetch-dest'>,
): A | 'navigate' {
  return act === 'request' && headers['sec-fetch-dest'] === 'document' ? 'navigate' : act;
}
