/**
 * What the gateway wants to know of an answer: whose session it is, and what became of the postings.
 * Most answers nobody reads.
 */
import type { IncomingMessage } from 'node:http';
import type { PostingResult } from '../../shared/audit/content-record.ts';
import type { Destination } from '../../shared/destination/destination.ts';
import { maximumAnswerBytes, mayTellAccount } from '../../shared/posting/account.ts';
import type { SessionRequest } from '../../shared/posting/session-key.ts';
import { type TappedAnswer, tapAnswer } from './answer-tap.ts';
import { postingResults, type SentPosting } from './posting-results.ts';
import type { PostingSessions } from './posting-sessions.ts';

export interface AnswerReading {
  onAnswer(answer: IncomingMessage): void;
  /** To be called once, when the request is over. null: it held no posting. */
  results(): Promise<readonly PostingResult[]> | null;
  /** null: none has come. */
  tapped(): Promise<TappedAnswer> | null;
}

export interface AnswerReadingOptions {
  readonly destination: Destination;
  readonly request: () => SessionRequest;
  readonly postings: readonly SentPosting[];
  readonly sessions: PostingSessions;
}

const postingAnswerBytes = 262_144;

/** null: there is nothing to know. */
export function readAnswer({
  destination,
  request: read,
  postings,
  sessions,
}: AnswerReadingOptions): AnswerReading | null {
  const tellsAccount = mayTellAccount(destination);
  if (!tellsAccount && postings.length === 0) return null;
  const request = read();
  let tapped: Promise<TappedAnswer> | null = null;
  return {
    onAnswer(answer) {
      tapped = tapAnswer(answer, tellsAccount ? maximumAnswerBytes : postingAnswerBytes);
      if (tellsAccount) void tapped.then((seen) => learn(sessions, request, seen));
    },
    tapped: () => tapped,
    results() {
      if (postings.length === 0) return null;
      return (tapped ?? Promise.resolve(null)).then((seen) =>
        postingResults(postings, seen, request.url),
      );
    },
  };
}

function learn(
  sessions: PostingSessions,
  request: SessionRequest,
  { status, headers, body }: TappedAnswer,
): void {
  if (body === null) return;
  // Front pages of all the world pass here: only those of Mastodon name somebody.
  const isPage = /\bhtml\b/i.test(headers['content-type'] ?? '');
  if (isPage && !body.includes('id="initial-state"')) return;
  sessions.learn(request, { status, body });
}
