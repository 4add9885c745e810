/**
 * The header of a 7z archive, as its description has it (7zFormat.txt): where each folder's stream is,
 * by which coders it was made, and which files it holds.
 *
 *   file, file, file ─ one after the other ─► folder ─ coder ─► coder ─► packed stream
 */
import { NotInspected } from '../limits.ts';

export interface Coder {
  readonly id: Uint8Array;
  readonly properties: Uint8Array;
  /** That go into it; one comes out. */
  readonly streams: number;
}

export interface Folder {
  readonly coders: readonly Coder[];
  /** What goes into one coder comes out of another: indexes of streams. */
  readonly binds: readonly { readonly into: number; readonly from: number }[];
  /** Bytes that come out of each coder. */
  readonly sizes: readonly number[];
  /** Where its packed streams are in the archive. */
  readonly packed: readonly { readonly at: number; readonly size: number }[];
  readonly contents: readonly Content[];
}

export interface Content {
  readonly size: number;
  /** null: none is kept. */
  readonly crc: number | null;
}

export interface SevenZipHeader {
  /** The header itself is one content of the first folder. */
  readonly isEncoded: boolean;
  readonly folders: readonly Folder[];
  readonly files: readonly {
    readonly name: string;
    readonly isFolder: boolean;
    readonly isEmpty: boolean;
  }[];
}

const id = {
  end: 0x00,
  header: 0x01,
  archiveProperties: 0x02,
  streams: 0x04,
  files: 0x05,
  packInfo: 0x06,
  unpackInfo: 0x07,
  subStreams: 0x08,
  size: 0x09,
  crc: 0x0a,
  folder: 0x0b,
  unpackSize: 0x0c,
  numberOfStreams: 0x0d,
  emptyStream: 0x0e,
  emptyFile: 0x0f,
  names: 0x11,
  encodedHeader: 0x17,
} as const;

/** Bytes in front of the packed streams. */
export const signatureLength = 32;
const mostCoders = 32;

/** @throws NotInspected broken, truncated, unknown-format */
export function readSevenZipHeader(header: Uint8Array): SevenZipHeader {
  const reader = createReader(header);
  const kind = reader.byte();
  if (kind === id.encodedHeader)
    return { isEncoded: true, folders: readStreams(reader), files: [] };
  if (kind !== id.header) throw new NotInspected('broken');
  let next = reader.byte();
  if (next === id.archiveProperties) {
    while (reader.byte() !== id.end) reader.skip(reader.number());
    next = reader.byte();
  }
  let folders: Folder[] = [];
  if (next === id.streams) {
    folders = readStreams(reader);
    next = reader.byte();
  }
  if (next === id.end) return { isEncoded: false, folders, files: [] };
  if (next !== id.files) throw new NotInspected('unknown-format');
  return { isEncoded: false, folders, files: readFiles(reader) };
}

type Reader = ReturnType<typeof createReader>;

function readStreams(reader: Reader): Folder[] {
  let packed: { at: number; size: number }[] = [];
  let folders: Unpacked[] = [];
  let crcs: (number | null)[] = [];
  let contents: Content[][] | null = null;
  for (let next = reader.byte(); next !== id.end; next = reader.byte()) {
    if (next === id.packInfo) packed = readPacked(reader);
    else if (next === id.unpackInfo) [folders, crcs] = readFolders(reader);
    else if (next === id.subStreams) contents = readContents(reader, folders, crcs);
    else throw new NotInspected('unknown-format');
  }
  let stream = 0;
  return folders.map((folder, at) => {
    const first = stream;
    stream += streamsInto(folder.coders) - folder.binds.length;
    const mine = packed.slice(first, stream);
    if (mine.length !== stream - first) throw new NotInspected('broken');
    const whole = [{ size: unpackedSize(folder), crc: crcs[at] ?? null }];
    return { ...folder, packed: mine, contents: contents?.[at] ?? whole };
  });
}

function readPacked(reader: Reader): { at: number; size: number }[] {
  let at = signatureLength + reader.number();
  const count = reader.count();
  const packed: { at: number; size: number }[] = [];
  for (let next = reader.byte(); next !== id.end; next = reader.byte()) {
    if (next === id.crc) reader.crcs(count);
    else if (next !== id.size) throw new NotInspected('unknown-format');
    else {
      for (let stream = 0; stream < count; stream++) {
        const size = reader.number();
        packed.push({ at, size });
        at += size;
      }
    }
  }
  return packed;
}

type Unpacked = Omit<Folder, 'contents' | 'packed'>;

function readFolders(reader: Reader): [Unpacked[], (number | null)[]] {
  if (reader.byte() !== id.folder) throw new NotInspected('broken');
  const count = reader.count();
  // Kept elsewhere: no program writes that.
  if (reader.byte() !== 0) throw new NotInspected('unknown-format');
  const read = Array.from({ length: count }, () => readFolder(reader));
  if (reader.byte() !== id.unpackSize) throw new NotInspected('broken');
  const folders = read.map((folder) => ({
    ...folder,
    sizes: folder.coders.map(() => reader.number()),
  }));
  let crcs: (number | null)[] = [];
  for (let next = reader.byte(); next !== id.end; next = reader.byte()) {
    if (next !== id.crc) throw new NotInspected('unknown-format');
    crcs = reader.crcs(count);
  }
  return [folders, crcs];
}

function readFolder(reader: Reader): Pick<Folder, 'coders' | 'binds'> {
  const count = reader.count(mostCoders);
  const coders = Array.from({ length: count }, (): Coder => {
    const flags = reader.byte();
    const name = reader.bytes(flags & 0x0f);
    const streams = (flags & 0x10) === 0 ? 1 : reader.count(mostCoders);
    // Two streams out of one coder were never written.
    if ((flags & 0x10) !== 0 && reader.number() !== 1) throw new NotInspected('unknown-format');
    const properties = (flags & 0x20) === 0 ? new Uint8Array() : reader.bytes(reader.number());
    return { id: name, properties, streams };
  });
  const binds = Array.from({ length: Math.max(0, count - 1) }, () => ({
    into: reader.number(),
    from: reader.number(),
  }));
  const packed = streamsInto(coders) - binds.length;
  if (packed > 1) for (let stream = 0; stream < packed; stream++) reader.number();
  return { coders, binds };
}

function streamsInto(coders: readonly Coder[]): number {
  return coders.reduce((sum, { streams }) => sum + streams, 0);
}

/** Of what comes out of the coder that no other one takes from. */
export function unpackedSize({ binds, sizes }: Pick<Folder, 'binds' | 'sizes'>): number {
  return sizes.find((_, at) => !binds.some(({ from }) => from === at)) ?? 0;
}

function readContents(
  reader: Reader,
  folders: readonly Unpacked[],
  crcs: readonly (number | null)[],
): Content[][] {
  let next = reader.byte();
  let counts = folders.map(() => 1);
  if (next === id.numberOfStreams) {
    counts = folders.map(() => reader.count());
    next = reader.byte();
  }
  const hasSizes = next === id.size;
  const sizes = folders.map((folder, at) => {
    const count = counts[at] ?? 0;
    if (count === 0) return [];
    // The last one is what is left.
    const told = Array.from({ length: count - 1 }, () => (hasSizes ? reader.number() : 0));
    const rest = unpackedSize(folder) - told.reduce((sum, size) => sum + size, 0);
    if (rest < 0) throw new NotInspected('broken');
    return [...told, rest];
  });
  if (hasSizes) next = reader.byte();
  const isKnown = (at: number) => counts[at] === 1 && (crcs[at] ?? null) !== null;
  const wanted = counts.reduce((sum, count, at) => sum + (isKnown(at) ? 0 : count), 0);
  const told = next === id.crc ? reader.crcs(wanted) : [];
  if (next === id.crc) next = reader.byte();
  if (next !== id.end) throw new NotInspected('unknown-format');
  let taken = 0;
  return sizes.map((each, at) =>
    each.map((size) => ({ size, crc: (isKnown(at) ? crcs[at] : told[taken++]) ?? null })),
  );
}

function readFiles(reader: Reader): SevenZipHeader['files'] {
  const count = reader.count();
  let names: string[] = [];
  let empty: boolean[] = [];
  let emptyFiles: boolean[] = [];
  for (let next = reader.number(); next !== id.end; next = reader.number()) {
    const inner = createReader(reader.bytes(reader.number()));
    if (next === id.emptyStream) empty = inner.bits(count);
    else if (next === id.emptyFile) emptyFiles = inner.bits(empty.filter(Boolean).length);
    else if (next === id.names) {
      if (inner.byte() !== 0) throw new NotInspected('unknown-format');
      names = new TextDecoder('utf-16le').decode(inner.rest()).split('\0');
    }
  }
  let nth = 0;
  return Array.from({ length: count }, (_, at) => {
    const isEmpty = empty[at] === true;
    const isFolder = isEmpty && emptyFiles[nth] !== true;
    if (isEmpty) nth++;
    return { name: names[at] ?? '', isEmpty, isFolder };
  });
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((sum, each) => sum * 256 + each, 0);
}

function createReader(bytes: Uint8Array) {
  let at = 0;
  const take = (length: number) => {
    if (!(length <= bytes.length - at)) throw new NotInspected('truncated');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const byte = () => take(1)[0] ?? 0;
  /** The first byte tells by its leading ones how many follow. */
  const number = () => {
    const first = byte();
    let extra = 0;
    while (extra < 8 && (first & (0x80 >> extra)) !== 0) extra++;
    const low = littleEndian(take(extra));
    const value = extra >= 7 ? low : (first & (0x7f >> extra)) * 2 ** (8 * extra) + low;
    if (!Number.isSafeInteger(value)) throw new NotInspected('broken');
    return value;
  };
  /** Of things of which each takes some of the header; but for files without names. */
  const count = (most = bytes.length * 8) => {
    const value = number();
    if (value > most) throw new NotInspected('broken');
    return value;
  };
  const bits = (length: number) => {
    const set = take(Math.ceil(length / 8));
    return Array.from(
      { length },
      (_, index) => ((set[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0,
    );
  };
  const crcs = (length: number): (number | null)[] => {
    const known = byte() !== 0 ? new Array<boolean>(length).fill(true) : bits(length);
    return known.map((isKnown) => (isKnown ? littleEndian(take(4)) : null));
  };
  return {
    byte,
    number,
    count,
    bits,
    crcs,
    bytes: take,
    skip: take,
    rest: () => take(bytes.length - at),
  };
}
