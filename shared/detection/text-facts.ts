/** What is told of a text by reading it once: with it most patterns need not be tried there. */

export interface TextFacts {
  /** Whether this UTF-16 code unit stands in it. */
  has(unit: number): boolean;
  /** So many of 0–9 stand together at most. */
  readonly digits: number;
  /** The same directly behind a code unit that is no digit itself. */
  digitsBehind(unit: number): number;
}

export function factsOf(text: string): TextFacts {
  const seen = new Uint8Array(0x1_0000);
  const behind = new Map<number, number>();
  let digits = 0;
  let together = 0;
  let before = -1;
  const end = () => {
    if (together > digits) digits = together;
    if (together > (behind.get(before) ?? 0)) behind.set(before, together);
    together = 0;
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    seen[unit] = 1;
    if (unit >= 0x30 && unit <= 0x39) together++;
    else {
      if (together > 0) end();
      before = unit;
    }
  }
  if (together > 0) end();
  return {
    has: (unit) => seen[unit] === 1,
    digits,
    digitsBehind: (unit) => behind.get(unit) ?? 0,
  };
}
