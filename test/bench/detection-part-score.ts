/** Precision and recall, counted case by case. */

export interface Score {
  readonly kind: string;
  /** There and found; there and not; not there and found. */
  found: number;
  missed: number;
  wrong: number;
  /** Not there and not found. */
  left: number;
}

export function createScores() {
  const scores = new Map<string, Score>();
  const of = (kind: string): Score => {
    const known = scores.get(kind) ?? { kind, found: 0, missed: 0, wrong: 0, left: 0 };
    scores.set(kind, known);
    return known;
  };
  return {
    count(kind: string, isThere: boolean, isFound: boolean): void {
      const score = of(kind);
      if (isThere) score[isFound ? 'found' : 'missed']++;
      else score[isFound ? 'wrong' : 'left']++;
    },
    all: (): Score[] => [...scores.values()].sort((a, b) => a.kind.localeCompare(b.kind)),
  };
}

export function precision({ found, wrong }: Score): number {
  return found + wrong === 0 ? 1 : found / (found + wrong);
}

export function recall({ found, missed }: Score): number {
  return found + missed === 0 ? 1 : found / (found + missed);
}

export function line(each: Score | string): string {
  if (typeof each === 'string') return each;
  const { kind, found, missed, wrong, left } = each;
  const rates = `precision ${precision(each).toFixed(3)}  recall ${recall(each).toFixed(3)}`;
  return `${kind.padEnd(30)} ${rates}   found ${found}, missed ${missed}, wrong ${wrong}, left ${left}`;
}
