/**
 * The inner loop of digit-scan.ts, written for the SIMD instructions of WebAssembly:
 *
 *   scan(at, end): for each 64 bytes, how many digits begin in them; where these and the
 *   block before have eleven together, the address behind the block; -1 at the end.
 *
 * `digit` is generous: ASCII; full-width; and whatever begins with C2–E2 or F0 on, which are circled
 * digits, those of other scripts, and invisible characters. Kanji numerals are words as well: a
 * text is searched for them once it is decoded.
 */

const op = {
  loop: [0x03, 0x40],
  ifThen: [0x04, 0x40],
  end: [0x0b],
  returnIt: [0x0f],
  add: [0x6a],
  lessThan: [0x49],
  atLeast: [0x4f],
  popcnt: [0x69],
  eq: [0xfd, 0x23],
  ne: [0xfd, 0x24],
  below: [0xfd, 0x26],
  from: [0xfd, 0x2c],
  and: [0xfd, 0x4e],
  or: [0xfd, 0x50],
  bitmask: [0xfd, 0x64],
  minus: [0xfd, 0x71],
} as const;

const i32 = 0x7f;
const v128 = 0x7b;
/** Eleven digits: the shortest number that depends on this scan. */
export const enoughDigits = 11;
export const blockLength = 64;

const unsigned = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
const constant = (value: number): number[] => [0x41, ...signed(value)];
const signed = (value: number): number[] => {
  const low = value & 0x7f;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
};
const hoisted = new Map<number, number>();
const splat = (byte: number): number[] => {
  if (!hoisted.has(byte)) hoisted.set(byte, 7 + hoisted.size);
  return get(hoisted.get(byte) as number);
};
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const getGlobal = (index: number): number[] => [0x23, index];
const setGlobal = (index: number): number[] => [0x24, index];

// Locals: the two parameters, two counts, three vectors, and one for each constant.
const [at, end, count, before, byte, next, afterNext] = [0, 1, 2, 3, 4, 5, 6];

const is = (local: number, value: number) => [...get(local), ...splat(value), ...op.eq];
const inRange = (local: number, low: number, values: number) => [
  ...get(local),
  ...splat(low),
  ...op.minus,
  ...splat(values),
  ...op.below,
];
const both = (...each: number[][]) =>
  each.flatMap((one, index) => [...one, ...(index > 0 ? op.and : [])]);
const either = (...each: number[][]) =>
  each.flatMap((one, index) => [...one, ...(index > 0 ? op.or : [])]);

const digitBegins = either(
  inRange(byte, 0x30, 10),
  inRange(byte, 0xc2, 0xe2 - 0xc2 + 1),
  // From EF on; but of U+FF00 to FF3F only the digits.
  both(
    [...get(byte), ...splat(0xef), ...op.from],
    either([...get(next), ...splat(0xbc), ...op.ne], inRange(afterNext, 0x90, 10)),
  ),
  // U+3164, which is invisible.
  both(is(byte, 0xe3), is(next, 0x85)),
);

const load = (offset: number, into: number) => [
  ...get(at),
  0xfd,
  0x00,
  0,
  ...unsigned(offset),
  ...set(into),
];
const countOf = (offset: number) => [
  ...load(offset, byte),
  ...load(offset + 1, next),
  ...load(offset + 2, afterNext),
  ...digitBegins,
  ...op.bitmask,
  ...op.popcnt,
];
const remember = [...get(before), ...setGlobal(0)];

const body = [
  ...getGlobal(0),
  ...set(before),
  ...op.loop,
  ...get(at),
  ...get(end),
  ...op.lessThan,
  ...op.ifThen,
  ...countOf(0),
  ...[16, 32, 48].flatMap((offset) => [...countOf(offset), ...op.add]),
  ...set(count),
  ...get(at),
  ...constant(blockLength),
  ...op.add,
  ...set(at),
  ...get(count),
  ...get(before),
  ...op.add,
  ...get(count),
  ...set(before),
  ...constant(enoughDigits),
  ...op.atLeast,
  ...op.ifThen,
  ...remember,
  ...get(at),
  ...op.returnIt,
  ...op.end,
  ...[0x0c, 1], // once more
  ...op.end,
  ...op.end,
  ...remember,
  ...constant(-1),
  ...op.end,
];

const name = (text: string) => [text.length, ...Buffer.from(text)];
const section = (id: number, content: number[]) => [id, ...unsigned(content.length), ...content];
const vector = (...items: number[][]) => [...unsigned(items.length), ...items.flat()];
const constants = [...hoisted].flatMap(([byte, local]) => [
  0xfd,
  0x0c,
  ...Array<number>(16).fill(byte),
  ...set(local),
]);
const code = [...vector([2, i32], [3 + hoisted.size, v128]), ...constants, ...body];

/** @param pages of 64 KB */
export function scanProgram(pages: number): Uint8Array {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector([0x60, ...vector([i32], [i32]), ...vector([i32])])),
    ...section(3, vector([0])),
    ...section(5, vector([0x00, pages])),
    ...section(6, vector([i32, 0x01, ...constant(0), ...op.end])),
    ...section(
      7,
      vector(
        [...name('scan'), 0x00, 0],
        [...name('memory'), 0x02, 0],
        [...name('before'), 0x03, 0],
      ),
    ),
    ...section(10, vector([...unsigned(code.length), ...code])),
  ]);
}
