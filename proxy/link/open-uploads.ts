/**
 * Contents on their way from the guard, put together in memory alone:
 *
 *   piece 0 ─► piece 4 MB ─► … ─► whole, with its digest
 *
 * What does not go on exactly where the last piece ended is refused, and forgotten.
 */
import { createHmac, type Hmac } from 'node:crypto';
import type { InspectPiece } from '../../shared/protocol/link.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface WholeUpload extends Disposable {
  readonly bytes: Uint8Array;
  /** Keyed and truncated (HMAC-SHA-256, 32 hexadecimal digits). */
  readonly digest: string;
}

export interface OpenUploads extends Disposable {
  /**
   * The whole content after its last piece: it counts as held until it is disposed of.
   * @param caller an enrolment: nobody goes on with the upload of another
   */
  add(
    caller: string,
    piece: InspectPiece,
    bytes: Uint8Array,
  ): WholeUpload | { readonly received: number } | Refusal;
}

interface Open {
  readonly first: InspectPiece;
  readonly bytes: Uint8Array;
  readonly hmac: Hmac;
  received: number;
  at: number;
}

const digestLength = 32;
const mega = 1024 * 1024;

export function createOpenUploads(options: {
  digestKey: Uint8Array;
  now: () => number;
  /** Uploads under way. */
  most?: number;
  /** Bytes of all of them, and of those that are being inspected. */
  mostBytes?: number;
  /** Milliseconds without a piece. */
  forgetAfter?: number;
}): OpenUploads {
  const { digestKey, now, most = 36, mostBytes = 512 * mega, forgetAfter = 60_000 } = options;
  const uploads = new Map<string, Open>();
  let held = 0;

  function forget(name: string): void {
    const open = uploads.get(name);
    if (open === undefined) return;
    uploads.delete(name);
    held -= open.bytes.length;
  }

  function sweep(): void {
    for (const [name, { at }] of uploads) {
      if (now() < at || now() - at > forgetAfter) forget(name);
    }
  }
  const timer = setInterval(sweep, Math.max(forgetAfter / 4, 5));
  timer.unref();

  function begin(first: InspectPiece): Open | Refusal {
    if (first.offset !== 0) {
      return refuse('body-malformed', 'offset: はじめから送り直す / send it again from its start');
    }
    if (uploads.size >= most || held + first.total > mostBytes) return refuse('busy');
    held += first.total;
    const hmac = createHmac('sha256', digestKey);
    return { first, bytes: new Uint8Array(first.total), hmac, received: 0, at: now() };
  }

  return {
    add(caller, piece, bytes) {
      sweep();
      const name = `${caller} ${piece.upload}`;
      const open = uploads.get(name) ?? begin(piece);
      if ('refused' in open) return open;
      uploads.set(name, open);
      if (!goesOn(open, piece, bytes.length)) {
        forget(name);
        return refuse('body-malformed', 'offset, total: 前の続きではない / it does not go on');
      }
      open.bytes.set(bytes, open.received);
      open.hmac.update(bytes);
      open.received += bytes.length;
      open.at = now();
      if (open.received < open.first.total) return { received: open.received };
      uploads.delete(name);
      const size = open.bytes.length;
      return {
        bytes: open.bytes,
        digest: open.hmac.digest('hex').slice(0, digestLength),
        [Symbol.dispose]() {
          held -= size;
        },
      };
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      for (const name of [...uploads.keys()]) forget(name);
    },
  };
}

function goesOn({ first, received }: Open, piece: InspectPiece, length: number): boolean {
  return (
    piece.offset === received &&
    piece.total === first.total &&
    piece.kind === first.kind &&
    piece.name === first.name &&
    piece.page === first.page &&
    received + length <= first.total &&
    // A piece of nothing would keep an upload open for ever.
    (length > 0 || first.total === 0)
  );
}
