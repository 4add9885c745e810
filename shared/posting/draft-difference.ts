/** What was approved, held against what is sent: word by word, for people. Both are masked before. */
import { diffWordsWithSpace } from 'diff';
import { z } from 'zod';

export const differencePieceSchema = z.object({
  kind: z.enum(['same', 'added', 'removed']),
  text: z.string(),
});
export type DifferencePiece = z.infer<typeof differencePieceSchema>;

/** Letters that are compared; what is longer is shown as two texts. */
const comparable = 10_000;
const atMost = 400;

/** Japanese has no spaces: its words come from the segmenter. */
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

export function draftDifference(before: string, after: string): DifferencePiece[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const changes =
    before.length + after.length > comparable
      ? undefined
      : diffWordsWithSpace(before, after, { intlSegmenter: segmenter, timeout: 200 });
  if (changes === undefined || changes.length > atMost) return whole(before, after);
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

/** Of both texts together, the share of letters that stand in both: 0 to 1. */
export function sharedPart(pieces: readonly DifferencePiece[]): number {
  const length = ({ kind, text }: DifferencePiece) =>
    (kind === 'same' ? 2 : 1) * text.trim().length;
  const all = pieces.reduce((sum, piece) => sum + length(piece), 0);
  const same = pieces.filter(({ kind }) => kind === 'same');
  return all === 0 ? 0 : same.reduce((sum, piece) => sum + length(piece), 0) / all;
}

function whole(before: string, after: string): DifferencePiece[] {
  const pieces: DifferencePiece[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  return pieces.filter(({ text }) => text !== '');
}
