/**
 * HalfSipHash-1-3 with 64 bits out (Aumasson and Bernstein; the 32-bit SipHash of Linux' siphash.c),
 * over the bytes of a host from its end to its start: so the host's parents (`jp`, `example.jp`) are
 * hashed on the way. Keyed, since whoever is listed, or wants to be taken for listed, picks names.
 */
const rotate = (x: number, by: number) => (x << by) | (x >>> (32 - by));

export interface HostHasher {
  /**
   * Walks the host from its end: its parents as `parents` asks for them, the whole host last.
   * @param parents a bit for each number of labels (bit 1: one label; bit 31: 31 and more)
   * @param whole the same for the host itself
   */
  walk(host: string, parents: number, whole: number): void;
}

/**
 * @param key0 @param key1 two 32-bit words
 * @param use gets the place in the host where the key starts, and 64 bits
 */
export function createHostHasher(
  key0: number,
  key1: number,
  use: (start: number, high: number, low: number) => void,
): HostHasher {
  let high = 0;
  let low = 0;

  function finish(a: number, b: number, c: number, d: number, last: number): void {
    let v0 = a;
    let v1 = b;
    let v2 = c;
    let v3 = d ^ last;
    for (let round = 0; round < 7; round++) {
      if (round === 1) {
        v0 ^= last;
        v2 ^= 0xee;
      } else if (round === 4) {
        high = v1 ^ v3;
        v1 ^= 0xdd;
      }
      v0 = (v0 + v1) | 0;
      v1 = rotate(v1, 5) ^ v0;
      v0 = rotate(v0, 16);
      v2 = (v2 + v3) | 0;
      v3 = rotate(v3, 8) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = rotate(v3, 7) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = rotate(v1, 13) ^ v2;
      v2 = rotate(v2, 16);
    }
    low = v1 ^ v3;
  }

  return {
    walk(host, parents, whole) {
      let v0 = key0;
      let v1 = key1 ^ 0xee;
      let v2 = 0x6c796765 ^ key0;
      let v3 = 0x74656462 ^ key1;
      let word = 0;
      let shift = 0;
      let depth = 0;
      for (let at = host.length - 1; at >= 0; at--) {
        const code = host.charCodeAt(at);
        if (code === 0x2e) {
          if (depth < 31) depth++;
          if (((parents >>> depth) & 1) !== 0) {
            finish(v0, v1, v2, v3, word | ((host.length - at - 1) << 24));
            use(at + 1, high, low);
          }
        }
        word |= (code & 0xff) << shift;
        shift += 8;
        if (shift === 32) {
          v3 ^= word;
          v0 = (v0 + v1) | 0;
          v1 = rotate(v1, 5) ^ v0;
          v0 = rotate(v0, 16);
          v2 = (v2 + v3) | 0;
          v3 = rotate(v3, 8) ^ v2;
          v0 = (v0 + v3) | 0;
          v3 = rotate(v3, 7) ^ v0;
          v2 = (v2 + v1) | 0;
          v1 = rotate(v1, 13) ^ v2;
          v2 = rotate(v2, 16);
          v0 ^= word;
          word = 0;
          shift = 0;
        }
      }
      if (((whole >>> Math.min(31, depth + 1)) & 1) === 0) return;
      finish(v0, v1, v2, v3, word | (host.length << 24));
      use(0, high, low);
    },
  };
}
