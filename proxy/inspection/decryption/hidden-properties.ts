/**
 * Properties of an encrypted document of Office 97 to 2003, which lie together in one stream
 * ([MS-OFFCRYPTO] 2.3.5.4): descriptors behind their streams, each with a block of its own.
 */
import type { Storage } from '../compound-file.ts';
import { NotInspected } from '../limits.ts';
import type { BlockKey } from './office-keys.ts';

const mostStreams = 100;

/**
 * @param keyOf null: they are not encrypted
 * @throws NotInspected broken
 */
export function openProperties(root: Storage, name: string, keyOf: BlockKey | null): Storage {
  const hidden = root.streams.get(name);
  if (keyOf === null || hidden === undefined) return root;
  const bytes = Buffer.from(hidden.buffer, hidden.byteOffset, hidden.byteLength);
  const streams = new Map(root.streams);
  streams.delete(name);
  for (const [inner, content] of hiddenStreams(bytes, keyOf)) streams.set(inner, content);
  return { ...root, streams };
}

function hiddenStreams(bytes: Buffer, keyOf: BlockKey): [string, Uint8Array][] {
  try {
    const beginning = keyOf(0).apply(bytes.subarray(0, 8));
    const [from, size] = [beginning.readUInt32LE(0), beginning.readUInt32LE(4)];
    const array = keyOf(0).apply(bytes.subarray(from, from + size));
    const count = array.readUInt32LE(0);
    if (count > mostStreams) throw new NotInspected('broken');
    const found: [string, Uint8Array][] = [];
    for (let at = 4, left = count; left > 0; left--) {
      const [start, length] = [array.readUInt32LE(at), array.readUInt32LE(at + 4)];
      const block = array.readUInt16LE(at + 8);
      const letters = array.readUInt8(at + 10);
      const name = array.toString('utf16le', at + 16, at + 16 + letters * 2);
      found.push([name, keyOf(block).apply(bytes.subarray(start, start + length))]);
      at += 16 + letters * 2 + 2;
    }
    return found;
  } catch (error) {
    throw error instanceof RangeError ? new NotInspected('broken') : error;
  }
}
