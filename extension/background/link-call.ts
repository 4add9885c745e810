/** One call to the link, checked both ways. What goes wrong is a value, not an exception. */
import type { z } from 'zod';
import {
  type LinkAnswer,
  type LinkBody,
  type LinkCall,
  linkCalls,
  linkErrorSchema,
} from '../../shared/protocol/link.ts';

export type LinkFailure = {
  ok: false;
  /** The HTTP status; 0 where nothing answered. */
  status: number;
  code: string;
  message: string;
};
export type LinkResult<C extends LinkCall> = { ok: true; answer: LinkAnswer<C> } | LinkFailure;
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export const noAnswer: LinkFailure = { ok: false, status: 0, code: 'unreachable', message: '' };

const timeLimitMs = 10_000;
/** A page waits for these two: better the block page, which goes on by itself, than a still one. */
const quickLimitMs = 3_000;

export async function callLink<C extends Exclude<LinkCall, 'watch'>>(
  fetcher: Fetch,
  linkUrl: string,
  call: C,
  authorization: string,
  body: LinkBody<C>,
): Promise<LinkResult<C>> {
  let response: Response;
  let json: unknown;
  try {
    response = await postToLink(
      fetcher,
      linkUrl,
      call,
      authorization,
      body,
      AbortSignal.timeout(isWaitedFor(call) ? quickLimitMs : timeLimitMs),
    );
    json = await response.json();
  } catch {
    return noAnswer;
  }
  if (!response.ok) return failureOf(response.status, json);
  const answer = (linkCalls[call].answer as unknown as z.ZodType<LinkAnswer<C>>).safeParse(json);
  if (answer.success) return { ok: true, answer: answer.data };
  return { ok: false, status: 502, code: 'unreadable', message: '' };
}

function isWaitedFor(call: LinkCall): boolean {
  return call === 'enroll' || call === 'credential';
}

/** The bare call, for the stream of `watch`. */
export function postToLink(
  fetcher: Fetch,
  linkUrl: string,
  call: LinkCall,
  authorization: string,
  body: unknown,
  signal: AbortSignal,
): Promise<Response> {
  return fetcher(`${linkUrl}/v1/${call}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: authorization },
    body: JSON.stringify(body),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    signal,
  });
}

export function failureOf(status: number, json: unknown): LinkFailure {
  const error = linkErrorSchema.safeParse(json);
  return error.success
    ? { ok: false, status, ...error.data.error }
    : { ok: false, status, code: 'unreadable', message: '' };
}
