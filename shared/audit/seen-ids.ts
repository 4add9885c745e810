/** Which ids of decisions and outcomes have come: each may come once. */

export interface SeenIds {
  /** @returns whether it is the first decision line with this id */
  decision(id: string): boolean;
  /** @returns whether it is the first outcome line, and whether its decision came before */
  outcome(id: string): { first: boolean; decided: boolean };
}

export function createSeenIds(): SeenIds {
  const decisions = new Set<string>();
  const outcomes = new Set<string>();
  const isNew = (ids: Set<string>, id: string) => {
    const before = ids.size;
    return ids.add(id).size > before;
  };
  return {
    decision: (id) => isNew(decisions, id),
    outcome: (id) => ({ first: isNew(outcomes, id), decided: decisions.has(id) }),
  };
}
