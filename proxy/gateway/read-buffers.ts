/**
 * Buffers that tunnels read into. Each tunnel has a small one of its own, so that thousands of
 * idle ones cost little; while bytes pour in it borrows a large one. A buffer serves one tunnel at
 * a time: a write that is not finished still refers to it.
 */
export const smallBytes = 16_384;
export const largeBytes = 262_144;

export interface ReadBuffers {
  small(): Buffer;
  giveBackSmall(buffer: Buffer): void;
  /** null where all are lent. */
  borrow(): Buffer | null;
  giveBack(buffer: Buffer): void;
  /** Large ones. */
  readonly lent: number;
}

/**
 * @param cap large buffers altogether
 * @param keep large buffers that wait for the next tunnel
 * @param keepSmall the same of small ones: to allocate one for each tunnel costs the garbage collector's time
 */
export function createReadBuffers(cap = 64, keep = 8, keepSmall = 64): ReadBuffers {
  const free: Buffer[] = [];
  const freeSmall: Buffer[] = [];
  let lent = 0;
  return {
    get lent() {
      return lent;
    },
    small: () => freeSmall.pop() ?? Buffer.allocUnsafeSlow(smallBytes),
    giveBackSmall(buffer) {
      if (freeSmall.length < keepSmall) freeSmall.push(buffer);
    },
    borrow() {
      if (lent >= cap) return null;
      lent++;
      return free.pop() ?? Buffer.allocUnsafeSlow(largeBytes);
    },
    giveBack(buffer) {
      lent--;
      if (free.length < keep) free.push(buffer);
    },
  };
}
