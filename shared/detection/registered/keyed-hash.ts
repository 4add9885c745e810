/**
 * SipHash-2-4 (Aumasson, Bernstein 2012) of eight bytes: nobody without the key can tell which bytes
 * an output belongs to, however few there may be to try.
 */

export interface KeyedHash {
  /** Of `low`, `high` as a little-endian number of 64 bits; the result is in `high` and `low`. */
  of(high: number, low: number): void;
  high: number;
  low: number;
}

/** Two rounds for the eight bytes, two for their length, four to finish. */
const rounds = 8;

/** @param key four words: the 16 bytes of the key, little-endian */
export function createKeyedHash(key: readonly [number, number, number, number]): KeyedHash {
  const [k0l, k0h, k1l, k1h] = key;
  return {
    high: 0,
    low: 0,
    // All in one function, on variables of its own: several times faster.
    of(high, low) {
      let v0h = k0h ^ 0x736f6d65;
      let v0l = k0l ^ 0x70736575;
      let v1h = k1h ^ 0x646f7261;
      let v1l = k1l ^ 0x6e646f6d;
      let v2h = k0h ^ 0x6c796765;
      let v2l = k0l ^ 0x6e657261;
      let v3h = k1h ^ 0x74656462 ^ high;
      let v3l = k1l ^ 0x79746573 ^ low;
      for (let round = 0; round < rounds; round++) {
        if (round === 2) {
          v0h ^= high;
          v0l ^= low;
          // The length, in the highest byte.
          v3h ^= 8 << 24;
        } else if (round === 4) {
          v0h ^= 8 << 24;
          v2l ^= 0xff;
        }
        let sum = (v0l + v1l) | 0;
        v0h = (v0h + v1h + (sum >>> 0 < v0l >>> 0 ? 1 : 0)) | 0;
        v0l = sum;
        let keep = v1h;
        v1h = ((v1h << 13) | (v1l >>> 19)) ^ v0h;
        v1l = ((v1l << 13) | (keep >>> 19)) ^ v0l;
        keep = v0h;
        v0h = v0l;
        v0l = keep;
        sum = (v2l + v3l) | 0;
        v2h = (v2h + v3h + (sum >>> 0 < v2l >>> 0 ? 1 : 0)) | 0;
        v2l = sum;
        keep = v3h;
        v3h = ((v3h << 16) | (v3l >>> 16)) ^ v2h;
        v3l = ((v3l << 16) | (keep >>> 16)) ^ v2l;
        sum = (v0l + v3l) | 0;
        v0h = (v0h + v3h + (sum >>> 0 < v0l >>> 0 ? 1 : 0)) | 0;
        v0l = sum;
        keep = v3h;
        v3h = ((v3h << 21) | (v3l >>> 11)) ^ v0h;
        v3l = ((v3l << 21) | (keep >>> 11)) ^ v0l;
        sum = (v2l + v1l) | 0;
        v2h = (v2h + v1h + (sum >>> 0 < v2l >>> 0 ? 1 : 0)) | 0;
        v2l = sum;
        keep = v1h;
        v1h = ((v1h << 17) | (v1l >>> 15)) ^ v2h;
        v1l = ((v1l << 17) | (keep >>> 15)) ^ v2l;
        keep = v2h;
        v2h = v2l;
        v2l = keep;
      }
      this.high = (v0h ^ v1h ^ v2h ^ v3h) >>> 0;
      this.low = (v0l ^ v1l ^ v2l ^ v3l) >>> 0;
    },
  };
}
