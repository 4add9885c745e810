/** The service's answer → what became of each posting of the request, in their order. */
import type { PostingResult } from '../../shared/audit/content-record.ts';
import { keptPostName } from '../../shared/audit/post-name.ts';
import { type PostingAnswer, postingOutcome } from '../../shared/posting/outcome.ts';
import type { Act } from '../../shared/posting/service.ts';
import type { TappedAnswer } from './answer-tap.ts';

export interface SentPosting {
  readonly service: string;
  readonly act: Act;
}

/** @param answer null: none came */
export function postingResults(
  postings: readonly SentPosting[],
  answer: TappedAnswer | null,
  url: string,
): PostingResult[] {
  if (answer === null || (answer.body === null && answer.status < 300)) {
    // Without all of the answer nobody knows whether it holds an error.
    return postings.map(() => ({ taken: null, address: null }));
  }
  const read: PostingAnswer = {
    status: answer.status,
    headers: answer.headers,
    body: answer.body ?? new Uint8Array(),
    url,
  };
  const outcomes = postings.map(({ service, act }) => postingOutcome(service, act, read));
  // Of several each has an address of its own, in their order; else nobody can tell whose is whose.
  const standing = outcomes.filter(({ addresses }) => addresses.length > 0);
  const named = outcomes.filter(({ posts }) => posts.length > 0);
  let next = 0;
  let nextName = 0;
  return outcomes.map(({ taken, addresses, posts }) => {
    const isTold = addresses.length === standing.length;
    const address = addresses.length === 0 || !isTold ? null : (addresses[next++] ?? null);
    const isNamed = posts.length > 0 && posts.length === named.length;
    const post = isNamed ? keptPostName(posts[nextName++]) : undefined;
    return { taken, address, ...(post !== undefined && { post }) };
  });
}
