import type { AccessRequest } from '../../../shared/protocol/link.ts';

export interface RequestGroup {
  readonly host: string;
  readonly requests: readonly AccessRequest[];
}

/** Open requests for the same host stand together, where the newest of them stood. */
export function groupsOf(requests: readonly AccessRequest[]): RequestGroup[] {
  const groups = new Map<string, AccessRequest[]>();
  for (const request of requests) {
    const key = request.state === 'open' ? `host ${hostOf(request.url)}` : request.id;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [request]);
    else known.push(request);
  }
  return [...groups.values()].map((group) => ({
    host: hostOf(group[0]?.url ?? ''),
    requests: group,
  }));
}

/** Answered requests of the same person for the same host, newest first. */
export function earlierOf(
  request: AccessRequest,
  all: readonly AccessRequest[],
): readonly AccessRequest[] {
  return all.filter(
    (each) =>
      each.id !== request.id &&
      each.state !== 'open' &&
      each.user === request.user &&
      each.user !== null &&
      hostOf(each.url) === hostOf(request.url),
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
