import { isTree } from './compound-directory.ts';

/**
 * Whether the chains of sectors of a compound file end ([MS-CFB] 2.3): the library that reads them
 * follows a ring for ever, and a sector that many chains lead to as often as there are chains.
 */
const header = { shift: 0x1e, directory: 0x30, firstDifat: 0x44, difat: 0x4c } as const;
const inHeader = 109;
/** More sectors than the largest content has. */
const most = 4_000_000;

export function hasSoundChains(bytes: Uint8Array): boolean {
  if (bytes.length < 512) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = view.getUint16(header.shift, true) === 12 ? 4096 : 512;
  const tables = tablesOf(view, size);
  if (tables === null || (tables.length * size) / 4 > most) return false;
  const next = nextOf(view, size, tables);
  return hasNoMeeting(next) && hasNoRing(next) && isTree(directoryOf(view, size, next));
}

/** What there is of its sectors. */
function directoryOf(view: DataView, size: number, next: Int32Array): DataView {
  const whole = Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  const pieces: Buffer[] = [];
  for (
    let at = view.getInt32(header.directory, true);
    at >= 0 && at < next.length;
    at = next[at] ?? -1
  ) {
    pieces.push(whole.subarray(placeOf(at, size), placeOf(at, size) + size));
  }
  const { buffer, byteOffset, byteLength } = Buffer.concat(pieces);
  return new DataView(buffer, byteOffset, byteLength);
}

/** Sectors in which the chains stand; null: they lead round in a ring themselves. */
function tablesOf(view: DataView, size: number): number[] | null {
  const tables: number[] = [];
  for (let at = 0; at < inHeader; at++) {
    const sector = view.getInt32(header.difat + at * 4, true);
    if (sector < 0) break;
    tables.push(sector);
  }
  const seen = new Set<number>();
  let more = view.getInt32(header.firstDifat, true);
  while (more >= 0 && placeOf(more, size) + size <= view.byteLength) {
    if (seen.has(more)) return null;
    seen.add(more);
    const place = placeOf(more, size);
    for (let at = 0; at < size / 4 - 1; at++) {
      const sector = view.getInt32(place + at * 4, true);
      if (sector >= 0) tables.push(sector);
    }
    more = view.getInt32(place + size - 4, true);
  }
  return tables;
}

/** The header takes the place of a sector. */
function placeOf(sector: number, size: number): number {
  return (sector + 1) * size;
}

/** For each sector the one behind it; below zero: none. */
function nextOf(view: DataView, size: number, tables: readonly number[]): Int32Array {
  const perTable = size / 4;
  const next = new Int32Array(tables.length * perTable).fill(-1);
  for (const [table, sector] of tables.entries()) {
    const place = placeOf(sector, size);
    for (let at = 0; at < perTable && place + at * 4 + 4 <= view.byteLength; at++) {
      next[table * perTable + at] = view.getInt32(place + at * 4, true);
    }
  }
  return next;
}

function hasNoMeeting(next: Int32Array): boolean {
  const isLedTo = new Uint8Array(next.length);
  for (const to of next) {
    if (to < 0 || to >= next.length) continue;
    if (isLedTo[to] === 1) return false;
    isLedTo[to] = 1;
  }
  return true;
}

/** Where nothing meets, what no beginning leads to is a ring. */
function hasNoRing(next: Int32Array): boolean {
  const isLedTo = new Uint8Array(next.length);
  for (const to of next) if (to >= 0 && to < next.length) isLedTo[to] = 1;
  let reached = 0;
  for (let from = 0; from < next.length; from++) {
    if (isLedTo[from] === 1) continue;
    for (let at = from; at >= 0 && at < next.length; at = next[at] ?? -1) reached++;
  }
  return reached === next.length;
}
