/**
 * An encrypted ppt ([MS-PPT] 2.3.7, 2.3.8): edits point at each other and at tables of objects; each
 * object is encrypted by itself, its number is its block.
 */
import type { Storage } from '../compound-file.ts';
import type { Keys } from '../keys.ts';
import { NotInspected } from '../limits.ts';
import { openProperties } from './hidden-properties.ts';
import { openBlocks } from './office-blocks.ts';
import type { BlockKey } from './office-keys.ts';

const record = { userEdit: 0x0ff5, directory: 0x1772, cryptoSession: 0x2f14 } as const;
const mostEdits = 1000;
const head = 8;

/** @throws NotInspected encrypted, broken */
export function openPowerpoint(root: Storage, keys: Keys): Storage {
  const document = bufferOf(root.streams.get('PowerPoint Document'));
  const user = bufferOf(root.streams.get('Current User'));
  try {
    const objects = objectsOf(document, user.readUInt32LE(16));
    const session = objects.find(
      ({ at }) => document.readUInt16LE(at + 2) === record.cryptoSession,
    );
    if (session === undefined) throw keys.locked('useless');
    const length = document.readUInt32LE(session.at + 4);
    const header = document.subarray(session.at + head, session.at + head + length);
    const { keyOf, hidesProperties } = openBlocks(header, keys);
    const opened = openObjects(
      document,
      objects.filter((each) => each !== session),
      keyOf,
    );
    const streams = new Map(root.streams).set('PowerPoint Document', opened);
    return openProperties({ ...root, streams }, 'EncryptedSummary', hidesProperties ? keyOf : null);
  } catch (error) {
    throw error instanceof RangeError ? new NotInspected('broken') : error;
  }
}

interface StoredObject {
  readonly id: number;
  readonly at: number;
}

/** The latest edit first: what an older one says of the same number is out of date, and still there. */
function objectsOf(document: Buffer, latest: number): StoredObject[] {
  const found = new Map<number, StoredObject>();
  let edit = latest;
  for (let left = mostEdits; edit !== 0; left--) {
    if (left === 0 || document.readUInt16LE(edit + 2) !== record.userEdit) {
      throw new NotInspected('broken');
    }
    const before = document.readUInt32LE(edit + head + 8);
    for (const object of tableAt(document, document.readUInt32LE(edit + head + 12))) {
      if (!found.has(object.at)) found.set(object.at, object);
    }
    edit = before;
  }
  return [...found.values()];
}

function tableAt(document: Buffer, table: number): StoredObject[] {
  if (document.readUInt16LE(table + 2) !== record.directory) throw new NotInspected('broken');
  const end = table + head + document.readUInt32LE(table + 4);
  const objects: StoredObject[] = [];
  for (let at = table + head; at + 4 <= end; ) {
    const packed = document.readUInt32LE(at);
    const [first, count] = [packed & 0xfffff, packed >>> 20];
    for (let each = 0; each < count; each++) {
      objects.push({ id: first + each, at: document.readUInt32LE(at + 4 + each * 4) });
    }
    at += 4 + count * 4;
  }
  return objects;
}

/** The head is encrypted too, and says how long the object is. */
function openObjects(document: Buffer, objects: readonly StoredObject[], keyOf: BlockKey): Buffer {
  const out = Buffer.from(document);
  let spent = 0;
  for (const { id, at } of objects) {
    const stream = keyOf(id);
    const opened = stream.apply(document.subarray(at, at + head));
    const length = opened.readUInt32LE(4);
    const body = document.subarray(at + head, at + head + length);
    spent += body.length;
    // Objects do not lie in each other: who says so wants this to go on for long.
    if (body.length < length || spent > document.length) throw new NotInspected('broken');
    out.set(opened, at);
    out.set(stream.apply(body), at + head);
  }
  return out;
}

function bufferOf(bytes: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
