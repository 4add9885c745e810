import type { AccessRequest } from '../../shared/protocol/link.ts';

type Asked = Pick<AccessRequest, 'decision' | 'url' | 'state'>;

/**
 * Where the newest request for this page stands; null where there is none.
 * @param requests newest first
 */
export function askedState(
  requests: readonly Asked[] | null,
  stopped: { readonly decision: string | undefined; readonly url: string },
): AccessRequest['state'] | null {
  const found = requests?.find(
    ({ decision, url }) => decision === stopped.decision || url === stopped.url,
  );
  return found?.state ?? null;
}
