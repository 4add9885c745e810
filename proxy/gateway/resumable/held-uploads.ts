/** Files that come in several requests: what has come of them waits here until the last part is there. */

import type { PartStep, Protocol } from './read-step.ts';
import { openSealedFile, type Sealed, type SealedFile } from './sealed-file.ts';
import type { Progress } from './step-answer.ts';

/** A part that stayed here, as it is sent once all of them may. */
export interface HeldPart {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly place: number;
  /** The file's own bytes in the body: from, length. */
  readonly own: readonly [number, number];
  body(): Promise<Buffer>;
}

export interface Coming {
  readonly method: string;
  readonly url: string;
  readonly headers: HeldPart['headers'];
  readonly body: Uint8Array;
}

export type Kept =
  | { readonly kind: 'kept' | 'misplaced'; readonly progress: Progress }
  /** All of it is there; the parts before this one, in their order. */
  | { readonly kind: 'whole'; readonly before: readonly HeldPart[] }
  /** It is larger than what is put together, or there is no room. */
  | { readonly kind: 'too-large' | 'busy'; readonly before: readonly HeldPart[] }
  /** Nobody knows what came before it, or how much is to come. */
  | { readonly kind: 'unknown' };

export interface HeldUploads extends AsyncDisposable {
  /** The server has made a place for it. */
  learn(key: string, total: number | null, isPiece: boolean): void;
  /** The part is all of the file. */
  isAll(key: string, step: PartStep): boolean;
  keep(key: string, step: PartStep, coming: Coming): Promise<Kept>;
  progress(key: string): Progress | null;
  /** The parts of several uploads that are pieces of one; null where one of them is not whole here. */
  join(keys: readonly string[]): readonly HeldPart[] | null;
  drop(key: string): Promise<void>;
}

export interface HeldUploadsOptions {
  readonly now: () => number;
  /** Bytes of one file. */
  readonly most: number;
  /** Bytes of all of them together. */
  readonly mostOfAll?: number;
  readonly uploads?: number;
  /** Milliseconds without a part. */
  readonly age?: number;
}

interface Upload {
  readonly protocol: Protocol | null;
  total: number | null;
  readonly isPiece: boolean;
  readonly parts: Map<number, HeldPart & { readonly bytes: number }>;
  file: SealedFile | null;
  /** Of bodies on disk. */
  stored: number;
  /** Too large, or there was no room: the rest goes on as it comes. */
  isOpen: boolean;
  at: number;
  busy: Promise<unknown>;
}

const giga = 1024 ** 3;

export function createHeldUploads({
  now,
  most,
  mostOfAll = giga,
  uploads: mostUploads = 100,
  age = 3_600_000,
}: HeldUploadsOptions): HeldUploads {
  const uploads = new Map<string, Upload>();

  async function drop(key: string): Promise<void> {
    const upload = uploads.get(key);
    uploads.delete(key);
    if (upload === undefined) return;
    await upload.busy.catch(() => {});
    await upload.file?.[Symbol.asyncDispose]();
    upload.file = null;
  }

  function make(key: string, protocol: Protocol | null, total: number | null, isPiece: boolean) {
    for (const [other, { at }] of uploads) {
      if (now() - at > age || uploads.size >= mostUploads) void drop(other);
    }
    const fresh = { parts: new Map(), file: null, stored: 0, isOpen: false };
    const upload: Upload = {
      protocol,
      total,
      isPiece,
      ...fresh,
      at: now(),
      busy: Promise.resolve(),
    };
    uploads.set(key, upload);
    return upload;
  }

  async function keepIn(upload: Upload, step: PartStep, coming: Coming): Promise<Kept> {
    upload.at = now();
    const isCounted = step.protocol === 'form';
    upload.total ??= step.total;
    const { total } = upload;
    const inOrder = [...upload.parts.values()].toSorted((a, b) => a.place - b.place);
    const progress = () => ({ protocol: step.protocol, bytes: bytesOf(upload), total });
    if (upload.isOpen) return { kind: 'too-large', before: [] };
    if (!isCounted && step.place !== bytesOf(upload))
      return { kind: 'misplaced', progress: progress() };
    if (step.total !== null && step.total !== total) return { kind: 'unknown' };
    const length = bytesOf(upload) + step.bytes.length;
    if (length > most || (!isCounted && total !== null && total > most)) {
      upload.isOpen = true;
      return { kind: 'too-large', before: inOrder };
    }
    if (!isCounted && total !== null && length > total) return { kind: 'unknown' };
    const count = upload.parts.size + (upload.parts.has(step.place) ? 0 : 1);
    const isAll = isCounted ? count === total : length === total;
    if (isAll && !upload.isPiece) {
      // The last one need not be kept: it is what is being decided on. Parts may have come in any order.
      return { kind: 'whole', before: inOrder.filter(({ place }) => place !== step.place) };
    }
    const stored = [...uploads.values()].reduce((sum, each) => sum + each.stored, 0);
    if (stored + coming.body.length > mostOfAll) {
      upload.isOpen = true;
      return { kind: 'busy', before: inOrder };
    }
    upload.file ??= await openSealedFile();
    const { file } = upload;
    const sealed: Sealed = await file.append(coming.body);
    upload.stored += coming.body.length;
    const { method, url, headers } = coming;
    const from = step.bytes.byteOffset - coming.body.byteOffset;
    const { length: bytes } = step.bytes;
    const body = () => file.read(sealed);
    const part = {
      method,
      url,
      headers,
      place: step.place,
      own: [from, bytes] as const,
      bytes,
      body,
    };
    upload.parts.set(step.place, part);
    return { kind: 'kept', progress: progress() };
  }

  return {
    learn(key, total, isPiece) {
      if (!uploads.has(key)) make(key, 'tus', total, isPiece);
    },
    isAll(key, step) {
      const total = uploads.get(key)?.total ?? step.total;
      return step.protocol !== 'form' && step.place === 0 && step.bytes.length === total;
    },
    keep(key, step, coming) {
      const isFirst = step.protocol === 'form' || step.place === 0;
      const known = uploads.get(key);
      // Of tus the size is told where the upload is created.
      const canBegin = isFirst && (step.total !== null || step.protocol !== 'tus');
      if (known === undefined && !canBegin) return Promise.resolve({ kind: 'unknown' });
      const upload = known ?? make(key, step.protocol, step.total, false);
      // One after the other: parts come side by side.
      const kept = upload.busy.then(() => keepIn(upload, step, coming));
      upload.busy = kept.catch(() => {});
      return kept;
    },
    progress(key) {
      const upload = uploads.get(key);
      if (upload === undefined || upload.parts.size === 0) return null;
      return { protocol: upload.protocol ?? 'tus', bytes: bytesOf(upload), total: upload.total };
    },
    join(keys) {
      const all = keys.map((key) => uploads.get(key));
      const parts = all.flatMap((upload) =>
        upload === undefined
          ? []
          : [...upload.parts.values()].toSorted((a, b) => a.place - b.place),
      );
      const isWhole = all.every((upload) => upload?.isPiece && bytesOf(upload) === upload.total);
      return isWhole && new Set(keys).size === keys.length ? parts : null;
    },
    drop,
    async [Symbol.asyncDispose]() {
      await Promise.all([...uploads.keys()].map(drop));
    },
  };
}

function bytesOf({ parts }: Upload): number {
  return [...parts.values()].reduce((sum, { bytes }) => sum + bytes, 0);
}
