/**
 * Whether the files of a cabinet are all that it holds ([MS-CAB] 2.1 to 2.4): what it unpacks beside
 * them no reader shows, and what ends before its own length was cut off.
 */
import { cabFiles } from './cab-files.ts';

const flags = { earlier: 1, later: 2, reserve: 4 } as const;

/** @returns why not, or null; of one among several cabinets the rest is elsewhere: null as well */
export function cabProblem(bytes: Uint8Array): 'truncated' | 'broken' | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (view.getUint32(8, true) > bytes.length) return 'truncated';
    if ((view.getUint16(30, true) & (flags.earlier | flags.later)) !== 0) return null;
    const held = foldersOf(view);
    const shown = shownOf(bytes, held.length);
    return held.every((size, folder) => size === shown[folder]) ? null : 'broken';
  } catch (error) {
    if (error instanceof RangeError) return 'truncated';
    throw error;
  }
}

/** Bytes that each folder unpacks to, as its blocks say. */
function foldersOf(view: DataView): number[] {
  const hasReserve = (view.getUint16(30, true) & flags.reserve) !== 0;
  const perFolder = 8 + (hasReserve ? view.getUint8(38) : 0);
  const perBlock = 8 + (hasReserve ? view.getUint8(39) : 0);
  const first = hasReserve ? 40 + view.getUint16(36, true) : 36;
  return Array.from({ length: view.getUint16(26, true) }, (_, folder) => {
    const place = first + folder * perFolder;
    let at = view.getUint32(place, true);
    let size = 0;
    for (let left = view.getUint16(place + 4, true); left > 0; left--) {
      size += view.getUint16(at + 6, true);
      at += perBlock + view.getUint16(at + 4, true);
    }
    return size;
  });
}

/** Where the last file of each folder ends. */
function shownOf(bytes: Uint8Array, folders: number): number[] {
  const ends = Array.from({ length: folders }, () => 0);
  for (const { folder, start, size } of cabFiles(bytes)) {
    if (folder < folders) ends[folder] = Math.max(ends[folder] ?? 0, start + size);
  }
  return ends;
}
