/** Counts failed attempts per name within a window; names that do not exist count as well. */

export interface Attempts {
  /** false: too many, wait. */
  allowed(name: string): boolean;
  failed(name: string): void;
  succeeded(name: string): void;
}

const mostNames = 10_000;

export function createAttempts(limit: number, windowMs: number, now: () => number): Attempts {
  const failures = new Map<string, number[]>();
  const recent = (name: string) => (failures.get(name) ?? []).filter((at) => at > now() - windowMs);
  return {
    allowed: (name) => recent(name).length < limit,
    failed(name) {
      const times = [...recent(name), now()].slice(-limit);
      failures.delete(name);
      failures.set(name, times);
      const oldest = failures.keys().next().value;
      if (failures.size > mostNames && oldest !== undefined) failures.delete(oldest);
    },
    succeeded(name) {
      failures.delete(name);
    },
  };
}
