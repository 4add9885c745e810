/**
 * Whether the entries of a compound file's directory make trees ([MS-CFB] 2.6): the library that
 * reads them follows a ring for ever, and each round makes a longer path.
 */
const entryBytes = 128;
const typeAt = 0x42;
/** Left, right, and the first below. */
const links = [0x44, 0x48, 0x4c] as const;

/** @param directory the bytes of its sectors, one after the other */
export function isTree(directory: DataView): boolean {
  const count = Math.floor(directory.byteLength / entryBytes);
  const below = Array.from({ length: count }, (_, at) => linksOf(directory, at, count));
  const isLedTo = new Uint8Array(count);
  for (const to of below.flat()) {
    if (isLedTo[to] === 1) return false;
    isLedTo[to] = 1;
  }
  // Where nothing is led to twice, what no beginning leads to is a ring.
  const reached = [...below.keys()].filter((at) => isLedTo[at] === 0);
  for (let at = 0; at < reached.length; at++) reached.push(...(below[reached[at] ?? 0] ?? []));
  return reached.length === count;
}

/** What is not used may hold anything. */
function linksOf(directory: DataView, at: number, count: number): number[] {
  const place = at * entryBytes;
  if (directory.getUint8(place + typeAt) === 0) return [];
  return links
    .map((link) => directory.getInt32(place + link, true))
    .filter((to) => to >= 0 && to < count);
}
