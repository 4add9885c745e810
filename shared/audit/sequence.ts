/** Sequence numbers as they come: which follow, which are missing, which came twice or late. */

export type Step = 'next' | 'ahead' | 'reordered' | 'duplicate';

export interface Sequence {
  readonly lowest: number;
  readonly highest: number;
  /** `next`: the first one, or one above the highest; `ahead`: it leaves a gap. */
  take(seq: number): Step;
  /** Ranges [from, to] between lowest and highest that never came. */
  missing(): [from: number, to: number][];
}

/** @param first the first sequence number; it is still to be taken */
export function createSequence(first: number): Sequence {
  let lowest = first;
  let highest = first - 1;
  let gaps: [number, number][] = [];

  return {
    get lowest() {
      return lowest;
    },
    get highest() {
      return highest;
    },
    take(seq) {
      if (seq === highest + 1) {
        highest = seq;
        return 'next';
      }
      if (seq > highest) {
        gaps.push([highest + 1, seq - 1]);
        highest = seq;
        return 'ahead';
      }
      if (seq < lowest) {
        if (seq < lowest - 1) gaps.push([seq + 1, lowest - 1]);
        lowest = seq;
        return 'reordered';
      }
      const gap = gaps.find(([from, to]) => from <= seq && seq <= to);
      if (gap === undefined) return 'duplicate';
      const [from, to] = gap;
      gaps = gaps.filter((each) => each !== gap);
      if (from < seq) gaps.push([from, seq - 1]);
      if (seq < to) gaps.push([seq + 1, to]);
      return 'reordered';
    },
    missing: () => gaps.toSorted(([a], [b]) => a - b),
  };
}
