/** An encrypted doc ([MS-DOC] 2.2.6): its streams as they would be without a password. */
import type { Storage } from '../compound-file.ts';
import type { Keys } from '../keys.ts';
import { openProperties } from './hidden-properties.ts';
import { openBlocks, openStream } from './office-blocks.ts';

const block = 512;
/** The beginning of the document says how it is encrypted, and is not. */
const clear = 68;
/** Bits of the byte that tells: the second table; obfuscated by XOR. */
const flag = { table1: 0x0200, obfuscated: 0x8000 } as const;

/** @throws NotInspected encrypted */
export function openWord(root: Storage, keys: Keys): Storage {
  const main = root.streams.get('WordDocument') ?? new Uint8Array();
  const view = new DataView(main.buffer, main.byteOffset, main.byteLength);
  // Too short for its own head: RangeError, as for every such file.
  const flags = view.getUint16(0x0a, true);
  const headerSize = view.getUint32(0x0e, true);
  // Word 95 and before, and XOR, which nobody has met for a long time.
  if (view.getUint16(2, true) < 0xc1 || (flags & flag.obfuscated) !== 0)
    throw keys.locked('useless');
  const tableName = (flags & flag.table1) !== 0 ? '1Table' : '0Table';
  const table = root.streams.get(tableName) ?? new Uint8Array();
  const { keyOf, hidesProperties } = openBlocks(table.subarray(0, headerSize), keys);
  const streams = new Map(root.streams);
  streams.set('WordDocument', openStream(main, keyOf, block, clear));
  streams.set(tableName, openStream(table, keyOf, block, headerSize));
  const data = root.streams.get('Data');
  if (data !== undefined) streams.set('Data', openStream(data, keyOf, block));
  return openProperties({ ...root, streams }, 'encryption', hidesProperties ? keyOf : null);
}
