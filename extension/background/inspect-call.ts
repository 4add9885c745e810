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
import { base64url } from './base64url.ts';
import { type Fetch, failureOf, type LinkFailure, noAnswer } from './link-call.ts';

export type InspectResult = { ok: true; decision: DecisionSummary } | LinkFailure;

/** Nothing is decided: the file was moved, or is a folder. */
export const unreadable: LinkFailure = { ...noAnswer, code: 'file-unreadable' };

/** An inspection has half a minute, and may wait for others before it. */
const timeLimitMs = 180_000;
const longestName = 1000;

export async function inspectContent(options: {
  fetcher: Fetch;
  linkUrl: string;
  /** Runs a call with a token, with a fresh one where the link has forgotten it. */
  withToken: <T extends { ok: boolean }>(
    call: (authorization: string) => Promise<T | LinkFailure>,
  ) => Promise<T | LinkFailure>;
  content: Blob;
  of: Pick<InspectPiece, 'upload' | 'kind' | 'name' | 'page'>;
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}): Promise<InspectResult> {
  const { fetcher, linkUrl, withToken, content, of, onProgress, signal } = options;
  const total = content.size;
  // The end of a name says most.
  const name = of.name.slice(-longestName);
  let offset = 0;
  do {
    let bytes: ArrayBuffer;
    try {
      bytes = await content.slice(offset, offset + inspectPieceBytes).arrayBuffer();
    } catch {
      return unreadable;
    }
    // It was changed or cut off meanwhile.
    if (bytes.byteLength !== Math.min(inspectPieceBytes, total - offset)) return unreadable;
    const header = headerOf({ ...of, name, offset, total });
    const result = await withToken((authorization) =>
      postPiece(fetcher, linkUrl, authorization, header, bytes, signal),
    );
    if (!result.ok) return result;
    if (result.answer.state === 'decided') return { ok: true, decision: result.answer.decision };
    offset = result.answer.received;
    onProgress(offset);
  } while (offset < total);
  return { ...noAnswer, code: 'undecided' };
}

async function postPiece(
  fetcher: Fetch,
  linkUrl: string,
  authorization: string,
  header: string,
  bytes: ArrayBuffer,
  signal: AbortSignal,
) {
  try {
    const response = await fetcher(`${linkUrl}/v1/inspect`, {
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
    const answer = inspectAnswerSchema.safeParse(json);
    if (answer.success) return { ok: true as const, answer: answer.data };
    return { ok: false as const, status: 502, code: 'unreadable', message: '' };
  } catch {
    return noAnswer;
  }
}

function headerOf(piece: InspectPiece): string {
  return base64url(new TextEncoder().encode(JSON.stringify(piece)));
}
