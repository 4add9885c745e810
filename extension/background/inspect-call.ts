/**
 * What the guard holds goes to the link in pieces, each answered; the last one with the decision.
 * What goes wrong is a value, not an exception.
 */
import {
  type DecisionSummary,
  type InspectPiece,
  inspectAnswerSchema,
  inspectHeader,
  inspectPieceBytes,
} from '../../shared/protocol/link.ts';
import type { Lock } from '../../shared/protocol/lock.ts';
import { base64url } from './base64url.ts';
import { type Fetch, failureOf, type LinkFailure, noAnswer } from './link-call.ts';

export type InspectResult =
  | { ok: true; decision: DecisionSummary; lock?: Lock }
  /** The password is wrong. */
  | { ok: true; isLocked: true }
  | LinkFailure;

/** Nothing is decided: the file was moved, or is a folder. */
export const unreadable: LinkFailure = { ...noAnswer, code: 'file-unreadable' };

/** An inspection has half a minute, and may wait for others before it. */
const timeLimitMs = 180_000;
export const longestName = 1000;

/** A content on its way to the link. */
export interface SentFrom {
  fetcher: Fetch;
  linkUrl: string;
  /** Runs a call with a token, with a fresh one where the link has forgotten it. */
  withToken: <T extends { ok: boolean }>(
    call: (authorization: string) => Promise<T | LinkFailure>,
  ) => Promise<T | LinkFailure>;
  content: Blob;
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

export async function inspectContent(
  options: SentFrom & { of: Pick<InspectPiece, 'upload' | 'kind' | 'name' | 'page' | 'password'> },
): Promise<InspectResult> {
  const { fetcher, linkUrl, withToken, content, onProgress, signal } = options;
  const { password, ...of } = options.of;
  const total = content.size;
  // The end of a name says most.
  const name = of.name.slice(-longestName);
  let offset = 0;
  do {
    const bytes = await pieceAt(content, offset);
    if (bytes === null) return unreadable;
    const isLast = offset + bytes.byteLength === total;
    const header = headerOf({
      ...of,
      name,
      offset,
      total,
      ...(isLast && password !== undefined && { password }),
    });
    const result = await withToken((authorization) =>
      postPiece(fetcher, `${linkUrl}/v1/inspect`, authorization, header, bytes, signal, (json) => {
        const answer = inspectAnswerSchema.safeParse(json);
        return answer.success ? answer.data : null;
      }),
    );
    if (!result.ok) return result;
    const { answer } = result;
    if (answer.state === 'locked') return { ok: true, isLocked: true };
    if (answer.state === 'decided') {
      const { decision, lock } = answer;
      return { ok: true, decision, ...(lock && { lock }) };
    }
    offset = answer.received;
    onProgress(offset);
  } while (offset < total);
  return { ...noAnswer, code: 'undecided' };
}

/** null where it cannot be read, was changed or cut off meanwhile. */
export async function pieceAt(content: Blob, offset: number): Promise<ArrayBuffer | null> {
  const length = Math.min(inspectPieceBytes, content.size - offset);
  try {
    const bytes = await content.slice(offset, offset + length).arrayBuffer();
    return bytes.byteLength === length ? bytes : null;
  } catch {
    return null;
  }
}

/** @param read null: that is no answer to this call */
export async function postPiece<Answer>(
  fetcher: Fetch,
  url: string,
  authorization: string,
  header: string,
  bytes: ArrayBuffer,
  signal: AbortSignal,
  read: (json: unknown) => Answer | null,
): Promise<{ ok: true; answer: Answer } | LinkFailure> {
  try {
    const response = await fetcher(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/octet-stream',
        Authorization: authorization,
        [inspectHeader]: header,
      },
      body: bytes,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]),
    });
    const json: unknown = await response.json();
    if (!response.ok) return failureOf(response.status, json);
    const answer = read(json);
    if (answer !== null) return { ok: true, answer };
    return { ok: false, status: 502, code: 'unreadable', message: '' };
  } catch {
    return noAnswer;
  }
}

export function headerOf(piece: InspectPiece): string {
  return base64url(new TextEncoder().encode(JSON.stringify(piece)));
}
