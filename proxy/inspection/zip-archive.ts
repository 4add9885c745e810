/** Zip: entries one after the other, nothing believed that a header says. */
import { crc32 } from 'node:zlib';
import {
  configure,
  type Entry,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_INVALID_PASSWORD,
  ERR_UNSUPPORTED_COMPRESSION,
  ERR_UNSUPPORTED_ENCRYPTION,
  type FileEntry,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js';
import { decode, detectCharset } from './charset.ts';
import { inflateWhole } from './inflate.ts';
import { createKeys, type Keys, passwordBytes } from './keys.ts';
import { type Budget, NotInspected } from './limits.ts';

configure({ useWebWorkers: false });

export interface ArchiveEntry {
  /** Comes from outside. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly isEncrypted: boolean;
  /** Readers cut such a name at different places. */
  readonly hasNul: boolean;
  /** As the header says. */
  readonly size: number;
  /** Comments are text too. */
  readonly comment: string;
  /** @throws NotInspected encrypted, broken, ratio, too-large, unknown-format */
  read(): Promise<Uint8Array>;
}

export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  readonly comment: string;
  /** Bytes that belong to no entry, or two ways to read it: another reader may see something else. */
  readonly isAmbiguous: boolean;
}

/** @throws NotInspected where no directory can be read, or there are too many entries */
export async function openArchive(
  bytes: Uint8Array,
  budget: Budget,
  keys: Keys = createKeys(null),
): Promise<Archive> {
  const strict = await readDirectory(bytes, budget, keys, 'strict');
  if (strict !== null)
    return { ...strict, isAmbiguous: strict.entries.some(({ hasNul }) => hasNul) };
  const tolerant = await readDirectory(bytes, budget, keys, 'tolerant');
  if (tolerant === null) throw new NotInspected(isCut(bytes) ? 'truncated' : 'broken');
  return { ...tolerant, isAmbiguous: true };
}

async function readDirectory(
  bytes: Uint8Array,
  budget: Budget,
  keys: Keys,
  strictness: 'strict' | 'tolerant',
) {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), {
    strictness,
    checkSignature: true,
    checkOverlappingEntry: strictness === 'strict',
    decodeText: decodeName,
  });
  try {
    const entries: ArchiveEntry[] = [];
    for await (const entry of reader.getEntriesGenerator()) {
      budget.enter();
      entries.push(archiveEntry(entry, budget, keys));
    }
    return { entries, comment: decodeName(reader.comment) ?? '' };
  } catch (error) {
    if (error instanceof NotInspected) throw error;
    if (isError(error, ERR_ENCRYPTED_CENTRAL_DIRECTORY)) throw keys.locked('useless');
    return null;
  }
}

function archiveEntry(entry: Entry, budget: Budget, keys: Keys): ArchiveEntry {
  return {
    name: entry.filename,
    isFolder: entry.directory,
    isEncrypted: entry.encrypted,
    hasNul: entry.rawFilename.includes(0),
    size: entry.uncompressedSize,
    comment: entry.comment,
    read: async () => {
      if (entry.directory) return new Uint8Array();
      if (entry.encrypted) return readLocked(entry, budget, keys);
      return entry.compressionMethod === deflated
        ? readDeflated(entry, budget)
        : readEntry(entry, budget);
    },
  };
}

/** One in 256 wrong passwords of the old kind is seen by the check sum alone. */
async function readLocked(entry: FileEntry, budget: Budget, keys: Keys): Promise<Uint8Array> {
  if (!isOpenable(entry)) throw keys.locked('useless');
  for (const rawPassword of keys.password === null ? [] : passwordBytes(keys.password)) {
    try {
      return await readEntry(entry, budget, rawPassword);
    } catch (error) {
      if (!(error instanceof NotInspected)) throw error;
      const isWrong = error.why === 'encrypted' || (error.why === 'broken' && entry.zipCrypto);
      if (!isWrong) throw error;
    }
  }
  throw keys.refused();
}

/** APPNOTE 4.4.4: bit 6 is the strong encryption of PKWARE, of which there is more than one. */
function isOpenable({ rawBitFlag }: FileEntry): boolean {
  return ((rawBitFlag ?? 0) & 0x40) === 0;
}

/** @throws NotInspected `encrypted` where the password is wrong */
async function readEntry(
  entry: FileEntry,
  budget: Budget,
  rawPassword?: Uint8Array,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const { bytesOfEntry, ratio, ratioFrom } = budget.limits;
  const stopped = new AbortController();
  let reason: NotInspected | null = null;
  const stop = (why: NotInspected): never => {
    reason = why;
    throw why;
  };
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      length += chunk.length;
      if (length > bytesOfEntry) stop(new NotInspected('too-large'));
      if (length > ratioFrom && length > ratio * entry.compressedSize)
        stop(new NotInspected('ratio'));
      try {
        budget.spend(chunk.length);
      } catch (error) {
        stop(error as NotInspected);
      }
      // The inflater may reuse its buffer.
      chunks.push(chunk.slice());
    },
  });
  try {
    await entry.getData(sink, { signal: stopped.signal, ...(rawPassword && { rawPassword }) });
  } catch (error) {
    if (reason !== null) throw reason;
    if (isError(error, ERR_UNSUPPORTED_COMPRESSION)) throw new NotInspected('unknown-format');
    if (isError(error, ERR_UNSUPPORTED_ENCRYPTION) || isError(error, ERR_INVALID_PASSWORD))
      throw new NotInspected('encrypted');
    throw new NotInspected('broken');
  }
  return joined(chunks, length);
}

/** APPNOTE 4.4.5: nearly all entries. */
const deflated = 8;

/** Unpacked in one go: as streams, what is large takes twice as long. */
async function readDeflated(entry: FileEntry, budget: Budget): Promise<Uint8Array> {
  const packed = await entry
    .getData(new Uint8ArrayWriter(), { passThrough: true })
    .catch(() => null);
  if (packed === null) throw new NotInspected('broken');
  const bytes = inflateWhole(packed, entry.uncompressedSize, budget);
  if (crc32(bytes) !== entry.crc32) throw new NotInspected('broken');
  return bytes;
}

/** Entries in a zip without packing: for what reads zips, and does not get over a broken one. */
export async function storedArchive(entries: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { level: 0, dataDescriptor: false });
  for (const [name, bytes] of entries) await writer.add(name, new Uint8ArrayReader(bytes));
  return writer.close();
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Names of Japanese zips are in UTF-8 or in Shift_JIS; nothing in the file says which. */
function decodeName(raw: Uint8Array): string | undefined {
  return decode(raw, detectCharset(raw) ?? 'shift_jis');
}

/** zip.js tells its errors apart by these constants alone. */
function isError(error: unknown, message: string): boolean {
  return error instanceof Error && error.message === message;
}

/** A beginning without an end: the download or the copy stopped. */
function isCut(bytes: Uint8Array): boolean {
  const begins = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  return (
    begins &&
    !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('PK\x05\x06', -65_600)
  );
}

export interface WrittenEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Entries → zip, in their order and without times: the same entries give the same bytes. */
export async function writeArchive(
  entries: readonly WrittenEntry[],
  comment = '',
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    lastModDate: new Date(1980, 0, 1),
    extendedTimestamp: false,
    dataDescriptor: false,
  });
  for (const { name, bytes } of entries) {
    if (name.endsWith('/')) await writer.add(name, undefined, { directory: true });
    // Pictures and the like are packed already.
    else await writer.add(name, new Uint8ArrayReader(bytes), { level: packed.test(name) ? 0 : 6 });
  }
  return writer.close(comment === '' ? undefined : new TextEncoder().encode(comment));
}

const packed = /\.(?:png|jpe?g|gif|mp3|mp4|m4a|zip|docx|xlsx|pptx)$/i;
