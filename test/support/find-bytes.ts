/**
 * Thousands of byte strings looked for in one pass: a table of two bytes says where to look closer.
 *
 * @param needles each at least 4 bytes
 * @returns a function from bytes to the indexes of the needles in them
 */
export function createFinder(needles: readonly Uint8Array[]): (bytes: Buffer) => Set<number> {
  const first = new Uint8Array(65_536);
  const byStart = new Map<number, number[]>();
  for (const [index, needle] of needles.entries()) {
    if (needle.length < 4) throw new Error('a value this short stands everywhere');
    const start = Buffer.from(needle.buffer, needle.byteOffset).readUInt32LE();
    first[start & 0xffff] = 1;
    byStart.set(start, [...(byStart.get(start) ?? []), index]);
  }
  return (bytes) => {
    const found = new Set<number>();
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      const two = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
      if (first[two] === 0) continue;
      for (const index of byStart.get(bytes.readUInt32LE(at)) ?? []) {
        const needle = needles[index];
        if (needle === undefined || found.has(index)) continue;
        const end = at + needle.length;
        if (end <= bytes.length && bytes.compare(needle, 0, needle.length, at, end) === 0) {
          found.add(index);
        }
      }
    }
    return found;
  };
}
