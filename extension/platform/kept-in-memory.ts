export interface Kept<T> {
  get(): Promise<T | null>;
  set(value: T): Promise<void>;
  remove(): Promise<void>;
}

/** For browsers without session storage, and for tests. */
export function keptInMemory<T>(): Kept<T> {
  let kept: T | null = null;
  return {
    get: async () => kept,
    async set(value) {
      kept = value;
    },
    async remove() {
      kept = null;
    },
  };
}
