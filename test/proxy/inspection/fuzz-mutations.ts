/** What happens to a document on its way, and what somebody does to it who means harm. */
import fc from 'fast-check';

/** Places and lengths are shares of the document. */
export type Mutation =
  | { readonly do: 'byte'; readonly at: number; readonly byte: number }
  | { readonly do: 'bit'; readonly at: number; readonly bit: number }
  | { readonly do: 'number'; readonly at: number; readonly number: number; readonly bytes: number }
  | { readonly do: 'cut'; readonly at: number }
  | { readonly do: 'behead'; readonly at: number }
  | { readonly do: 'remove' | 'zero' | 'repeat'; readonly at: number; readonly length: number }
  | { readonly do: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly do: 'splice'; readonly at: number; readonly other: number; readonly length: number };

const share = fc.nat(9_999).map((each) => each / 10_000);
const small = fc.integer({ min: 1, max: 2_000 }).map((each) => each / 10_000);
/** Lengths, counts and offsets at which programs are wrong. */
const numbers = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff,
];

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ do: fc.constant('byte' as const), at: share, byte: fc.nat(255) }),
  fc.record({ do: fc.constant('bit' as const), at: share, bit: fc.nat(7) }),
  fc.record({
    do: fc.constant('number' as const),
    at: share,
    number: fc.constantFrom(...numbers),
    bytes: fc.constantFrom(2, 4, 8),
  }),
  fc.record({ do: fc.constant('cut' as const), at: share }),
  fc.record({ do: fc.constant('behead' as const), at: small }),
  fc.record({
    do: fc.constantFrom('remove' as const, 'zero' as const, 'repeat' as const),
    at: share,
    length: small,
  }),
  fc.record({
    do: fc.constant('insert' as const),
    at: share,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }),
  }),
  fc.record({ do: fc.constant('splice' as const), at: share, other: share, length: small }),
);

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(mutation, {
  minLength: 1,
  maxLength: 6,
});

/** @param other a second document, for pieces of it */
export function mutated(
  bytes: Uint8Array,
  steps: readonly Mutation[],
  other: Uint8Array,
): Uint8Array {
  return steps.reduce((now, step) => apply(now, step, other), bytes);
}

function apply(bytes: Uint8Array, step: Mutation, other: Uint8Array): Uint8Array {
  const at = Math.floor(step.at * bytes.length);
  const out = Uint8Array.from(bytes);
  const end = 'length' in step ? at + Math.ceil(step.length * bytes.length) : at;
  switch (step.do) {
    case 'byte':
      out[at] = step.byte;
      return out;
    case 'bit':
      out[at] = (out[at] ?? 0) ^ (1 << step.bit);
      return out;
    case 'number':
      for (let each = 0; each < step.bytes; each++) {
        if (at + each < out.length) out[at + each] = each < 4 ? step.number >>> (each * 8) : 0;
      }
      return out;
    case 'cut':
      return out.subarray(0, at);
    case 'behead':
      return out.subarray(at);
    case 'remove':
      return joined(bytes.subarray(0, at), bytes.subarray(end));
    case 'zero':
      return out.fill(0, at, end);
    case 'repeat':
      return joined(bytes.subarray(0, end), bytes.subarray(at));
    case 'insert':
      return joined(bytes.subarray(0, at), step.bytes, bytes.subarray(at));
    case 'splice': {
      const from = Math.floor(step.other * other.length);
      const piece = other.subarray(from, from + Math.ceil(step.length * other.length));
      return joined(bytes.subarray(0, at), piece, bytes.subarray(at));
    }
    default:
      return step satisfies never;
  }
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(pieces));
}
