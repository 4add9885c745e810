import type { ConsoleError } from '../../shared/protocol/console.ts';
import type { Difference, Problem } from '../../shared/protocol/policy-change.ts';

/** What the hub answered instead of success. `code` is `unreachable` where it answered nothing. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** Form field → what to mend. */
  readonly fields: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  /** With 409: the revision that is current now, and what it changed. */
  readonly current: number | null;
  readonly difference: Difference | null;
  /** With 409: who reviewed the posting first. */
  readonly reviewed: ConsoleError['reviewed'] | null;

  constructor(status: number, answer: ConsoleError) {
    super(answer.error.message);
    this.status = status;
    this.code = answer.error.code;
    this.fields = answer.error.fields ?? {};
    this.problems = answer.problems ?? [];
    this.current = answer.current ?? null;
    this.difference = answer.difference ?? null;
    this.reviewed = answer.reviewed ?? null;
  }
}

/** Reads an error out of whatever came back: a proxy in between may answer with no JSON at all. */
export function errorFrom(status: number, body: unknown): ApiError {
  if (typeof body === 'object' && body !== null && 'error' in body) {
    const { error } = body;
    if (typeof error === 'object' && error !== null && 'message' in error && 'code' in error) {
      return new ApiError(status, body as ConsoleError);
    }
  }
  return new ApiError(status, { error: { code: `http-${status}`, message: '' } });
}
