/** RC4: the platform's own library does not give it any more, and old documents of Office have it. */
export interface Rc4 {
  /** As many bytes of the key stream as there are bytes; it goes on behind them. */
  apply(bytes: Uint8Array): Buffer;
  skip(bytes: number): void;
}

export function createRc4(key: Uint8Array): Rc4 {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at);
  let j = 0;
  for (let i = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 0xff;
    swap(state, i, j);
  }
  let a = 0;
  let b = 0;
  const next = () => {
    a = (a + 1) & 0xff;
    b = (b + (state[a] ?? 0)) & 0xff;
    swap(state, a, b);
    return state[((state[a] ?? 0) + (state[b] ?? 0)) & 0xff] ?? 0;
  };
  return {
    apply(bytes) {
      const out = Buffer.alloc(bytes.length);
      for (let at = 0; at < bytes.length; at++) out[at] = (bytes[at] ?? 0) ^ next();
      return out;
    },
    skip(bytes) {
      for (let at = 0; at < bytes; at++) next();
    },
  };
}

function swap(state: Uint8Array, i: number, j: number): void {
  const kept = state[i] ?? 0;
  state[i] = state[j] ?? 0;
  state[j] = kept;
}
