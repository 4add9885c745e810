/**
 * An encrypted xls ([MS-XLS] 2.2.10): the heads of its records are clear, their bodies are not. The
 * record that tells becomes one that says nothing, and the stream can be read as any other.
 */
import type { Keys } from '../keys.ts';
import { NotInspected } from '../limits.ts';
import { openXor } from './excel-xor.ts';
import { openBlocks, openStream } from './office-blocks.ts';
import type { BlockKey } from './office-keys.ts';

const filePass = 0x2f;
const boundSheet = 0x85;
/** Beginnings, and what tells readers that share the file of each other ([MS-XLS] 2.2.10). */
const clear: ReadonlySet<number> = new Set([0x809, filePass, 0x194, 0x195, 0xe1, 0x196, 0x138]);
const block = 1024;
/** The end of something that is not there: readers pass over it. */
const saysNothing = 0xe2;

export interface OpenedBook {
  readonly stream: Uint8Array;
  /** null: properties are clear. */
  readonly propertyKey: BlockKey | null;
}

/** @throws NotInspected encrypted, broken */
export function openExcel(stream: Uint8Array, keys: Keys): OpenedBook {
  const out = Uint8Array.from(stream);
  const view = new DataView(out.buffer, out.byteOffset, out.byteLength);
  const at = placeOf(view, filePass);
  if (at === null) throw new NotInspected('broken');
  const body = stream.subarray(at + 4, at + 4 + view.getUint16(at + 2, true));
  view.setUint16(at, saysNothing, true);
  const isXor = body.length === 4 || (body[0] === 0 && body[1] === 0);
  const { opened, propertyKey } = isXor
    ? { opened: openXor(stream, body.subarray(-4), bodiesOf(view), keys), propertyKey: null }
    : openRc4(stream, body.subarray(2), keys);
  for (const { at, length } of bodiesOf(view)) out.set(opened.subarray(at, at + length), at);
  return { stream: out, propertyKey };
}

function openRc4(stream: Uint8Array, header: Uint8Array, keys: Keys) {
  const { keyOf, hidesProperties } = openBlocks(header, keys);
  return {
    opened: openStream(stream, keyOf, block),
    propertyKey: hidesProperties ? keyOf : null,
  };
}

/** Where the bytes of records are encrypted. */
export interface Body {
  readonly at: number;
  readonly length: number;
}

function* bodiesOf(view: DataView): Generator<Body> {
  for (const { type, at, length } of recordsOf(view)) {
    if (clear.has(type) || type === saysNothing) continue;
    // Where the sheet begins stays clear.
    if (type !== boundSheet) yield { at, length };
    else if (length > 4) yield { at: at + 4, length: length - 4 };
  }
}

function* recordsOf(view: DataView): Generator<Body & { readonly type: number }> {
  for (let at = 0; at + 4 <= view.byteLength; ) {
    const type = view.getUint16(at, true);
    const length = Math.min(view.getUint16(at + 2, true), view.byteLength - at - 4);
    yield { type, at: at + 4, length };
    at += 4 + length;
  }
}

function placeOf(view: DataView, wanted: number): number | null {
  for (const { type, at } of recordsOf(view)) if (type === wanted) return at - 4;
  return null;
}
