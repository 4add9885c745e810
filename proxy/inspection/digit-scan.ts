/**
 * Says of UTF-8 text, before it is decoded, where eleven digits or more may stand close together:
 *
 *   bytes ─► 64 KB at a time, with the end of what was before ─► digit-scan-code.ts
 *
 * Whatever script they are in but kanji, and with invisible characters between them; at most three
 * spaces or hyphens between two. In doubt: yes. Of other charsets it says nothing.
 */
import { blockLength, enoughDigits, scanProgram } from './digit-scan-code.ts';

/** Three wide groups of four with three wide spaces between them are shorter. */
const overlap = 2 * blockLength;
const chunk = 64 * 1024;

interface Program {
  scan(at: number, end: number): number;
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly before: { value: number };
}

/** What Node has, and its types do not. */
const { WebAssembly: wasm } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: unknown };
  };
};
const { scan, memory, before } = new wasm.Instance(new wasm.Module(scanProgram(3)))
  .exports as Program;
const held = new Uint8Array(memory.buffer);

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Stretches that may hold such digits, in order and apart; each begins where its digits may begin. */
export function* digitStretches(bytes: Uint8Array): Generator<Stretch> {
  let pending: Stretch | null = null;
  for (let from = 0; from < bytes.length; from += chunk) {
    const to = Math.min(bytes.length, from + chunk);
    for (const hit of hitsIn(bytes, from, to)) {
      const start = Math.max(0, hit - overlap);
      const end = Math.min(bytes.length, hit);
      if (pending !== null && start <= pending.end) pending = { start: pending.start, end };
      else {
        if (pending !== null) yield pending;
        pending = { start, end };
      }
    }
  }
  if (pending !== null) yield pending;
}

/** Whether such digits may end in bytes[from, to). */
export function mayHoldNumber(bytes: Uint8Array, from = 0, to = bytes.length): boolean {
  for (let at = from; at < to; at += chunk) {
    for (const _ of hitsIn(bytes, at, Math.min(to, at + chunk))) return true;
  }
  return false;
}

/** Ends of the blocks at which there are enough; of blocks that end behind `from`. */
function* hitsIn(bytes: Uint8Array, from: number, to: number): Generator<number> {
  const start = Math.max(0, from - overlap);
  // A character may reach two bytes into what follows.
  const end = Math.min(bytes.length, to + 2);
  held.set(bytes.subarray(start, end));
  held.fill(0, end - start, end - start + 2 * blockLength);
  before.value = 0;
  const length = to - start;
  for (let at = scan(0, length); at >= 0; at = scan(at, length)) {
    const hit = start + at;
    if (hit > from && standTogether(bytes, Math.max(0, hit - overlap), Math.min(to, hit)))
      yield hit;
  }
}

/** Whether no kanji or kana stands between eleven of the digits: most hits are dates and amounts. */
function standTogether(bytes: Uint8Array, from: number, to: number): boolean {
  let count = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x30 || (byte > 0x39 && byte < 0xc2)) continue;
    const kind = byte < 0x3a ? 'digit' : kindOf(byte, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
    if (kind === 'digit') count++;
    if (kind === 'other') count = 0;
    if (count >= enoughDigits) return true;
  }
  return false;
}

function kindOf(byte: number, next: number, afterNext: number): 'digit' | 'between' | 'other' {
  if (byte < 0xe3 || byte > 0xef) return 'digit';
  if (byte === 0xef) {
    const isFullWidth = next === 0xbc && (afterNext < 0x90 || afterNext > 0x99);
    return isFullWidth ? 'between' : 'digit';
  }
  if (byte !== 0xe3) return 'other';
  if (next === 0x85) return 'digit';
  // `・` and `ー` are kana, and stand between digits.
  const isKana = next >= 0x81 && next <= 0x83;
  return isKana && !(next === 0x83 && afterNext >= 0xbb) ? 'other' : 'between';
}
