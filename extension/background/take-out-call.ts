/**
 * A stopped file goes to the link once more, for a copy with its values masked; the copy comes back
 * in pieces. What goes wrong is a value, not an exception.
 */
import type { FindingRecord } from '../../shared/audit/content-record.ts';
import type { PictureMetadata } from '../../shared/detection/picture-metadata.ts';
import { takeOutAnswerSchema } from '../../shared/protocol/take-out.ts';
import {
  headerOf,
  longestName,
  pieceAt,
  postPiece,
  type SentFrom,
  unreadable,
} from './inspect-call.ts';
import { failureOf, type LinkFailure, noAnswer, postToLink } from './link-call.ts';

export type TakeOutResult =
  | {
      ok: true;
      made: true;
      name: string;
      content: Blob;
      masked: FindingRecord[];
      removed: PictureMetadata[];
    }
  | { ok: true; made: false; why: string; left: FindingRecord[] }
  | LinkFailure;

export async function takeOut(
  options: SentFrom & {
    of: { upload: string; name: string; page: string; decision: string };
  },
): Promise<TakeOutResult> {
  const { fetcher, linkUrl, withToken, content, of, onProgress, signal } = options;
  const total = content.size;
  for (let offset = 0; offset < total; ) {
    const bytes = await pieceAt(content, offset);
    if (bytes === null) return unreadable;
    const header = headerOf({
      ...of,
      name: of.name.slice(-longestName),
      kind: 'file',
      offset,
      total,
    });
    const result = await withToken((authorization) =>
      postPiece(fetcher, `${linkUrl}/v1/take-out`, authorization, header, bytes, signal, (json) => {
        const answer = takeOutAnswerSchema.safeParse(json);
        return answer.success ? answer.data : null;
      }),
    );
    if (!result.ok) return result;
    const { answer } = result;
    if (answer.state === 'not-made') {
      return { ok: true, made: false, why: answer.why, left: answer.left };
    }
    if (answer.state === 'made') {
      const copy = await fetchCopy(options, answer.bytes);
      if (!(copy instanceof Blob)) return copy;
      const { name, masked, removed = [] } = answer;
      return { ok: true, made: true, name, content: copy, masked, removed };
    }
    offset = answer.received;
    onProgress(offset);
  }
  return { ...noAnswer, code: 'undecided' };
}

async function fetchCopy(
  { fetcher, linkUrl, withToken, of: { upload }, content, signal }: Parameters<typeof takeOut>[0],
  total: number,
): Promise<Blob | LinkFailure> {
  const pieces: ArrayBuffer[] = [];
  let offset = 0;
  do {
    const at = offset;
    const result = await withToken(async (authorization) => {
      try {
        const response = await postToLink(
          fetcher,
          linkUrl,
          'copy',
          authorization,
          { upload, offset: at },
          signal,
        );
        if (!response.ok) return failureOf(response.status, await response.json());
        return { ok: true as const, bytes: await response.arrayBuffer() };
      } catch {
        return noAnswer;
      }
    });
    if (!result.ok) return result;
    if (result.bytes.byteLength === 0 && offset < total) return noAnswer;
    pieces.push(result.bytes);
    offset += result.bytes.byteLength;
  } while (offset < total);
  // The page takes it for what the person chose.
  return new Blob(pieces, { type: content.type });
}
