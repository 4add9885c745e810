/** What all readers of rar need: where it begins, and the numbers of version 5. */

/** A self-extracting one begins with a program. -1: nowhere. */
export function rarStart(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.indexOf('Rar!\x1a\x07', 0, 'latin1');
}

/** @param whole from its mark on */
export function isRar5(whole: Uint8Array): boolean {
  return whole[6] === 1;
}

export interface RarNumbers {
  at: number;
  /** Seven bits a byte, the lowest first. @throws RangeError */
  next(): number;
}

export function rarNumbers(bytes: Uint8Array, from: number): RarNumbers {
  return {
    at: from,
    next() {
      let value = 0;
      for (let shift = 0; shift < 53; shift += 7) {
        const byte = bytes[this.at++];
        if (byte === undefined) break;
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) return value;
      }
      throw new RangeError('number');
    },
  };
}
