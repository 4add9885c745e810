/**
 * A posting against the drafts that were approved for its person: the same text, files, account and
 * kind of act, or the nearest draft and what is different. Pure: who digests is given.
 */
import { type DifferencePiece, draftDifference, sharedPart } from './draft-difference.ts';
import { draftText } from './draft-text.ts';
import type { Act } from './service.ts';

/** What was approved, as a terminal keeps it. */
export interface ApprovedDraft {
  readonly service: string;
  /** As the policy names it. */
  readonly account: string;
  readonly act: Act;
  /** Text and descriptions of pictures; masked where something was found in it. */
  readonly text: string;
  /** Of its digests. */
  readonly key: string;
  readonly textDigest: string;
  /** In their order: keyed digests of the files' SHA-256. */
  readonly files: readonly string[];
}

export interface SentPosting {
  readonly service: string;
  readonly account: string | null;
  readonly act: Act;
  readonly text: string;
  /** The text as it may be shown. */
  readonly masked: string;
  /** SHA-256 (hex) of each file, in their order; null where nobody saw its bytes. */
  readonly files: readonly (string | null)[];
}

export const fileDifferences = ['none', 'fewer', 'more', 'others', 'unseen'] as const;
export type FileDifference = (typeof fileDifferences)[number];

export interface DraftDifference {
  readonly text: readonly DifferencePiece[];
  readonly files: FileDifference;
}

export type DraftMatch<D> =
  | { readonly kind: 'same'; readonly draft: D }
  | { readonly kind: 'differs'; readonly draft: D; readonly difference: DraftDifference }
  /** None of them is meant. */
  | { readonly kind: 'none' };

/** Below that it is another posting, not a changed one. */
const nearEnough = 0.5;

/** @param drafts newest first @param digest keyed, of a text */
export function matchDraft<D extends ApprovedDraft>(
  drafts: readonly D[],
  sent: SentPosting,
  digest: (key: string, text: string) => string,
): DraftMatch<D> {
  const own = drafts.filter(
    ({ service, account, act }) =>
      service === sent.service && account === sent.account && act === sent.act,
  );
  const text = draftText(sent.text);
  const same = own.find(
    ({ key, textDigest, files }) =>
      digest(key, text) === textDigest && compareFiles(files, sent.files, key, digest) === 'none',
  );
  if (same !== undefined) return { kind: 'same', draft: same };
  const shown = draftText(sent.masked);
  const compared = own
    .map((draft) => {
      const files = compareFiles(draft.files, sent.files, draft.key, digest);
      const pieces = draftDifference(draftText(draft.text), shown);
      const isText = digest(draft.key, text) === draft.textDigest;
      return { draft, difference: { text: pieces, files }, near: isText ? 1 : sharedPart(pieces) };
    })
    .toSorted((a, b) => b.near - a.near);
  const [nearest] = compared;
  if (nearest === undefined || nearest.near < nearEnough) return { kind: 'none' };
  const { draft, difference } = nearest;
  return { kind: 'differs', draft, difference };
}

function compareFiles(
  approved: readonly string[],
  sent: readonly (string | null)[],
  key: string,
  digest: (key: string, text: string) => string,
): FileDifference {
  if (sent.length !== approved.length) return sent.length < approved.length ? 'fewer' : 'more';
  if (sent.includes(null)) return 'unseen';
  const isSame = approved.every((each, at) => digest(key, sent[at] ?? '') === each);
  return isSame ? 'none' : 'others';
}
