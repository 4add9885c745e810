/**
 * Encrypted 7z. The library tells that it is, and opens none: here its streams are decrypted, and each
 * goes to the library as an archive of its own.
 *
 *   packed ─ AES ─► packed ─ LZMA2 … in an archive without AES ─► library ─► contents
 */
import { crc32 } from 'node:zlib';
import { type Keys, passwordSpellings } from '../keys.ts';
import { type Budget, NotInspected } from '../limits.ts';
import { libraryEntries } from './library.ts';
import {
  type Content,
  type Folder,
  readSevenZipHeader,
  type SevenZipHeader,
  signatureLength,
  unpackedSize,
} from './seven-zip-header.ts';
import { decryptSevenZip, readAesProperties, sevenZipKey } from './seven-zip-key.ts';
import { sevenZipOf } from './seven-zip-writer.ts';

export interface SevenZipEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** @throws NotInspected encrypted, broken, truncated, ratio, too-large, unknown-format */
  read(): Promise<Uint8Array>;
}

const aes = '06f10701';
/** What becomes of a stream that was encrypted and nothing else. */
const copy = { id: Uint8Array.of(0), properties: new Uint8Array(), streams: 1 };
/** Headers in headers. */
const mostHeaders = 4;

export interface SevenZip {
  /** Whether anything of it is: the library reads all others. */
  readonly isEncrypted: boolean;
  readonly entries: readonly SevenZipEntry[];
}

/**
 * @throws NotInspected encrypted, broken, truncated, unknown-format
 */
export async function openSevenZip(
  bytes: Uint8Array,
  budget: Budget,
  keys: Keys,
): Promise<SevenZip> {
  const unpack = createUnpack(bytes, budget, keys);
  let header = readSevenZipHeader(headerOf(bytes));
  let isEncrypted = false;
  for (let layer = 0; header.isEncoded; layer++) {
    const [folder] = header.folders;
    if (folder === undefined || layer >= mostHeaders) throw new NotInspected('broken');
    isEncrypted ||= isLocked(folder);
    const [content] = await unpack(folder);
    header = readSevenZipHeader(content ?? new Uint8Array());
  }
  isEncrypted ||= header.folders.some(isLocked);
  return { isEncrypted, entries: entriesOf(header, unpack) };
}

function headerOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length < signatureLength) throw new NotInspected('truncated');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const from = signatureLength + Number(view.getBigUint64(12, true));
  const length = Number(view.getBigUint64(20, true));
  if (from + length > bytes.length) throw new NotInspected('truncated');
  return bytes.subarray(from, from + length);
}

type Unpack = (folder: Folder) => Promise<Uint8Array[]>;

function entriesOf({ folders, files }: SevenZipHeader, unpack: Unpack): SevenZipEntry[] {
  const contents = folders.flatMap((folder) => folder.contents.map((_, at) => ({ folder, at })));
  // Files of a folder follow each other: what was unpacked last is what is asked for next.
  let last: { folder: Folder; contents: Promise<Uint8Array[]> } | null = null;
  let nth = 0;
  const entries = files.map(({ name, isFolder, isEmpty }): SevenZipEntry => {
    const content = isEmpty ? undefined : contents[nth++];
    const read = async () => {
      if (isEmpty) return new Uint8Array();
      if (content === undefined) throw new NotInspected('broken');
      if (last?.folder !== content.folder)
        last = { folder: content.folder, contents: unpack(content.folder) };
      return (await last.contents)[content.at] ?? new Uint8Array();
    };
    return { name, isFolder, read };
  });
  if (nth < contents.length) throw new NotInspected('broken');
  return entries;
}

function createUnpack(bytes: Uint8Array, budget: Budget, keys: Keys): Unpack {
  const known = new Map<string, Uint8Array>();
  const keyOf = (password: string, properties: Uint8Array) => {
    const { power, salt, iv } = readAesProperties(properties);
    const name = `${password} ${power} ${Buffer.from(salt).toString('hex')}`;
    const key =
      known.get(name) ?? sevenZipKey(password, { power, salt, iv }, () => budget.spend(0));
    known.set(name, key);
    return { key, iv };
  };
  return async (folder) => {
    const [packed] = folder.packed;
    if (packed === undefined || packed.at + packed.size > bytes.length)
      throw new NotInspected('truncated');
    const stream = bytes.subarray(packed.at, packed.at + packed.size);
    if (!isLocked(folder)) return split(folder, await unpacked(folder, stream, budget));
    const rest = withoutAes(folder);
    if (rest === null) throw keys.locked('useless');
    const passwords = keys.password === null ? [] : passwordSpellings(keys.password);
    for (const password of passwords) {
      const { key, iv } = keyOf(password, rest.properties);
      const plain = decryptSevenZip(stream, key, iv).subarray(0, rest.size);
      try {
        return split(folder, await unpacked(rest.folder, plain, budget));
      } catch (error) {
        // What a wrong password makes of it is no stream, or not that of these contents.
        const isWrong = error instanceof NotInspected && !error.isFinal && garbled.has(error.why);
        if (!isWrong) throw error;
      }
    }
    throw keys.refused();
  };
}

const garbled: ReadonlySet<string> = new Set([
  'broken',
  'truncated',
  'unknown-format',
  'encrypted',
]);

const isAes = ({ id }: Folder['coders'][number]) => Buffer.from(id).toString('hex') === aes;
const isLocked = ({ coders }: Folder) => coders.some(isAes);

type Chain = Pick<Folder, 'coders' | 'binds' | 'sizes'>;

/** The coders that are left where the packed stream is decrypted; null: it is no single chain. */
function withoutAes(
  folder: Folder,
): { folder: Chain; properties: Uint8Array; size: number } | null {
  const { coders, binds, sizes } = folder;
  const at = coders.findIndex(isAes);
  const isChain =
    coders.every(({ streams }) => streams === 1) &&
    coders.filter(isAes).length === 1 &&
    // It takes from no other coder: the packed stream is its own.
    !binds.some(({ into }) => into === at);
  const coder = coders[at];
  if (!isChain || coder === undefined) return null;
  const { properties } = coder;
  const size = sizes[at] ?? 0;
  if (coders.length === 1) {
    return {
      folder: { coders: [copy], binds: [], sizes: [unpackedSize(folder)] },
      properties,
      size,
    };
  }
  const moved = (index: number) => (index > at ? index - 1 : index);
  return {
    folder: {
      coders: coders.filter((each) => each !== coder),
      binds: binds
        .filter(({ from }) => from !== at)
        .map(({ into, from }) => ({ into: moved(into), from: moved(from) })),
      sizes: sizes.filter((_, index) => index !== at),
    },
    properties,
    size,
  };
}

async function unpacked(folder: Chain, packed: Uint8Array, budget: Budget): Promise<Uint8Array> {
  for await (const { read } of libraryEntries(sevenZipOf(folder, packed), budget)) return read();
  throw new NotInspected('broken');
}

/** @throws NotInspected `broken` where one is not what its check sum says */
function split({ contents }: { contents: readonly Content[] }, whole: Uint8Array): Uint8Array[] {
  let at = 0;
  return contents.map(({ size, crc }) => {
    const content = whole.subarray(at, at + size);
    at += size;
    if (content.length !== size || (crc !== null && crc32(content) !== crc))
      throw new NotInspected('broken');
    return content;
  });
}
