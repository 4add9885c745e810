/** How many bytes of content may be held in memory, by all requests and connections together. */

export interface ByteBudget {
  /** false: there is no room for them now. */
  take(bytes: number): boolean;
  giveBack(bytes: number): void;
  readonly held: number;
}

export function createByteBudget(most: number): ByteBudget {
  let held = 0;
  return {
    take(bytes) {
      if (held + bytes > most) return false;
      held += bytes;
      return true;
    },
    giveBack(bytes) {
      held -= bytes;
    },
    get held() {
      return held;
    },
  };
}
