/** Candidates and findings put in order: overlaps dropped, many of one kind told as one. */
import type { Candidate } from './detector.ts';
import type { Finding } from './finding.ts';
import type { Place } from './part.ts';

export type Located = Finding;

/** So many of one kind in one sheet, page or text are told one by one. */
const toldApart = 10;

/** Of candidates that share characters only the most confident stays. */
export function dropOverlaps(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const each of [...candidates].sort((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    if (last === undefined || each.start >= last.end) kept.push(each);
    else if (each.confidence > last.confidence) kept[kept.length - 1] = each;
  }
  return kept;
}

/** More than ten of a kind in one sheet, page or text become one finding at the place of the first. */
export function merge(found: readonly Located[]): Finding[] {
  const groups = new Map<string, Located[]>();
  for (const each of found) {
    const { kind, mark, labelId, document } = each;
    const which = mark ?? labelId ?? document?.id ?? null;
    const key = JSON.stringify([kind, which, container(each.place)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    // One label may stand in several places of a file, not all of which name it.
    if (first?.labelId !== undefined)
      return [group.find(({ label, labelId }) => label !== labelId) ?? first];
    if (first === undefined || group.length <= toldApart) return group;
    const count = group.reduce((sum, each) => sum + each.count, 0);
    return [
      {
        ...first,
        count,
        confidence: group.reduce((most, each) => Math.max(most, each.confidence), 0),
      },
    ];
  });
}

function container({ line: _line, cell: _cell, ...rest }: Place): Omit<Place, 'line' | 'cell'> {
  return rest;
}
