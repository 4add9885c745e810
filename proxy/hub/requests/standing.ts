/** How a request for access stands by the policy of now: what the person and the console are told. */
import { parseDestination } from '../../../shared/destination/destination.ts';
import type { CompiledPolicy } from '../../../shared/policy/compile.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import { endOf } from '../../../shared/policy/japan-time.ts';
import type { EntryFields, Policy } from '../../../shared/policy/schema.ts';
import type { AccessRequest, RequestStanding } from '../../../shared/protocol/link.ts';
import { entryFields } from '../policy/entry-key.ts';

export interface PolicyOfNow {
  readonly policy: Policy;
  readonly compiled: CompiledPolicy;
}

/** An entry that was made for requests, and the list that it stands in. */
export interface Exception {
  readonly list: string;
  readonly entry: EntryFields;
}

const dayMs = 86_400_000;
const longestNoticeMs = 3 * dayMs;

/** The note of the entry that a grant makes: it leads back to the request. */
export function noteOf(requests: readonly string[]): string {
  return `申請 ${requests.join(' ')}`;
}

/** The requests that a note names. */
export function requestsIn(note: string | undefined): string[] {
  const named = /^申請 ([A-Z0-9-]+(?: [A-Z0-9-]+)*)/.exec(note ?? '')?.[1];
  return named === undefined ? [] : named.split(' ');
}

/** The exceptions of the policy by the requests that they were made for. */
export function exceptionsOf(policy: Policy): ReadonlyMap<string, Exception> {
  const found = new Map<string, Exception>();
  for (const { id: list, entries } of policy.destinations.lists ?? []) {
    for (const each of entries) {
      const entry = entryFields(each);
      for (const request of requestsIn(entry.note)) found.set(request, { list, entry });
    }
  }
  return found;
}

/**
 * What a person is shown of the own requests: the latest, and older ones whose exception is still
 * good or has ended in the last week.
 * @param latest ISO: from then on all of them
 */
export function shownToPerson(
  requests: readonly AccessRequest[],
  latest: string,
  current: PolicyOfNow,
  now: number,
): AccessRequest[] {
  return withStanding(requests, current, now).filter(({ at, standing, answer }) => {
    if (at >= latest || standing === 'ending') return true;
    if (standing === 'granted') return answer?.until != null;
    const until = answer?.until ?? null;
    return standing === 'ended' && until !== null && endOf(until) > now - 7 * dayMs;
  });
}

/** From when on its end is announced: three days before, of a short term its last quarter. Epoch ms. */
export function noticeFrom(granted: number, end: number): number {
  return end - Math.min(longestNoticeMs, (end - granted) / 4);
}

/**
 * The requests with their standing; `answer.until` is what the policy says now, also where somebody
 * has extended it since.
 * @param now epoch ms
 */
export function withStanding(
  requests: readonly AccessRequest[],
  current: PolicyOfNow,
  now: number,
): AccessRequest[] {
  const exceptions = exceptionsOf(current.policy);
  return requests.map((request) => {
    const { state, answer } = request;
    if (state !== 'granted' || answer === null) return { ...request, standing: state };
    const exception = exceptions.get(request.id);
    if (exception === undefined) {
      return { ...request, standing: withoutException(request, current, now) };
    }
    const until = exception.entry.until ?? null;
    const standing = untilStanding(Date.parse(answer.at), until, now);
    return { ...request, answer: { ...answer, until }, standing };
  });
}

function untilStanding(granted: number, until: string | null, now: number): RequestStanding {
  if (until === null) return 'granted';
  const end = endOf(until);
  if (end <= now) return 'ended';
  return now >= noticeFrom(granted, end) ? 'ending' : 'granted';
}

/** Its entry is gone: moved to another list for good, over, or taken back. */
function withoutException(
  { url, user, unit, terminal, answer }: AccessRequest,
  { compiled }: PolicyOfNow,
  now: number,
): RequestStanding {
  const parsed = parseDestination(url);
  if (parsed.ok) {
    const { destination } = parsed;
    const { action, reason } = decideDestination(
      compiled,
      { destination, user, unit, terminal, at: now },
      '',
    );
    if (action === 'allow' && reason === 'entry') return 'granted';
  }
  const until = answer?.until ?? null;
  return until !== null && endOf(until) <= now ? 'ended' : 'withdrawn';
}
