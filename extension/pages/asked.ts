import type { AccessRequest, RequestStanding } from '../../shared/protocol/link.ts';

/**
 * The newest request for this page; null where there is none.
 * @param requests newest first
 */
export function askedFor<R extends Pick<AccessRequest, 'decision' | 'url'>>(
  requests: readonly R[] | null,
  stopped: { readonly decision: string | undefined; readonly url: string },
): R | null {
  return (
    requests?.find(({ decision, url }) => decision === stopped.decision || url === stopped.url) ??
    null
  );
}

/** An older hub tells no standing. */
export function standingOf({
  state,
  standing,
}: Pick<AccessRequest, 'state' | 'standing'>): RequestStanding {
  return standing ?? state;
}

/** What was granted opens within seconds; where it has not, something else stops it. */
const opensWithinMs = 60_000;

/** Whether asking again makes sense, so that the form is shown. */
export function mayAskAgain(
  request: Pick<AccessRequest, 'state' | 'standing' | 'answer'> | null,
  now: number,
): boolean {
  if (request === null) return true;
  switch (standingOf(request)) {
    case 'waiting':
    case 'open':
      return false;
    case 'granted':
    case 'ending':
      return now - Date.parse(request.answer?.at ?? '') > opensWithinMs;
    default:
      return true;
  }
}
