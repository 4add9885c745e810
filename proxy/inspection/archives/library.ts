/// <reference path="./webassembly.d.ts" />
/**
 * 7z, rar, lzh, cab and their kin, by libarchive in WebAssembly. Every archive has an instance of its
 * own: what makes one fail leaves the others alone, and its memory goes with it.
 */
import { readFileSync } from 'node:fs';
import { libarchiveWasm } from 'libarchive-wasm';
import { type Budget, NotInspected } from '../limits.ts';

export interface LibraryEntry {
  /** null where it has letters that the library cannot tell. */
  readonly name: string | null;
  readonly isFolder: boolean;
  /** @throws NotInspected encrypted, broken, ratio, too-large, unknown-format */
  read(): Uint8Array;
}

const chunk = 64 * 1024;
/** The library takes anything for a zip whose last 16 KB have a zip's end: a zip stored in a rar. */
const padding = 20 * 1024;
const folder = 0o040000;
const kindOfFile = 0o170000;

/**
 * Each entry is read before the next one is asked for, or not at all.
 * @throws NotInspected where it is no archive, or breaks off
 */
export async function* libraryEntries(
  bytes: Uint8Array,
  budget: Budget,
): AsyncGenerator<LibraryEntry> {
  const library = await libarchiveWasm({ instantiateWasm: instantiateWithin });
  const { module } = library;
  const open: (at: number, length: number, passphrase: number) => number = module.cwrap(
    'archive_read_new_memory',
    'number',
    ['number', 'number', 'number'],
  );
  // Of ar it takes zeros behind the end for an entry.
  const isAr = Buffer.from(bytes.subarray(0, 7)).toString('latin1') === '!<arch>';
  const length = bytes.length + (isAr ? 0 : padding);
  const at = module._malloc(length);
  module.HEAPU8.set(bytes, at);
  module.HEAPU8.fill(0, at + bytes.length, at + length);
  const archive = open(at, length, 0);
  // The library's own wrapper asks a pointer for its error that is none here.
  if (archive === 0) throw new NotInspected('unknown-format');
  const buffer = module._malloc(chunk);
  const problem = () => problemOf(library.error_string(archive) ?? '');
  for (;;) {
    const entry = trapped(() => library.read_next_entry(archive));
    if (entry === 0) break;
    budget.enter();
    yield {
      name: readableName(library.entry_pathname(entry)),
      isFolder: (library.entry_filetype(entry) & kindOfFile) === folder,
      read() {
        if (library.entry_is_encrypted(entry) !== 0) throw new NotInspected('encrypted');
        return readWhole(
          (size) => {
            try {
              const read = library.read_data(archive, buffer, size);
              return module.HEAPU8.slice(buffer, buffer + read);
            } catch (error) {
              // A trap of WebAssembly: nothing of this instance can be used any more.
              if ((error as Error).name === 'RuntimeError') throw new NotInspected('broken', true);
              throw problem();
            }
          },
          bytes.length,
          budget,
        );
      },
    };
  }
  if (library.read_has_encrypted_entries(archive) === 1) throw new NotInspected('encrypted');
  if (library.error_string(archive)) throw problem();
}

/** A header of a few bytes may ask for all the memory that there is. Bytes. */
const mostMemory = 512 * 1024 * 1024;
const page = 64 * 1024;
const compiled = new WebAssembly.Module(
  readFileSync(new URL('./libarchive.wasm', import.meta.resolve('libarchive-wasm'))),
);

/** As the library would, and then its memory grows no further than that: it tells it as any lack. */
function instantiateWithin(
  imports: WebAssembly.Imports,
  done: (instance: WebAssembly.Instance) => void,
): WebAssembly.Instance['exports'] {
  const instance = new WebAssembly.Instance(compiled, imports);
  for (const memory of Object.values(instance.exports)) {
    if (!(memory instanceof WebAssembly.Memory)) continue;
    const grow = memory.grow.bind(memory);
    memory.grow = (pages) => {
      if (memory.buffer.byteLength + pages * page > mostMemory) throw new RangeError('memory');
      return grow(pages);
    };
  }
  done(instance);
  return instance.exports;
}

/** The library's letters are those of ASCII; for each other byte it writes a star. */
function readableName(name: string | null): string | null {
  return name === null || name === '' || name.includes('*') ? null : name;
}

function readWhole(
  read: (size: number) => Uint8Array,
  compressed: number,
  budget: Budget,
): Uint8Array {
  const { bytesOfEntry, ratio, ratioFrom } = budget.limits;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const piece = read(chunk);
    if (piece.length === 0) return Buffer.concat(chunks);
    length += piece.length;
    if (length > bytesOfEntry) throw new NotInspected('too-large');
    if (length > ratioFrom && length > ratio * compressed) throw new NotInspected('ratio');
    budget.spend(piece.length);
    chunks.push(piece);
  }
}

/** The library tells its errors apart by words alone. */
function problemOf(words: string): NotInspected {
  if (/encrypt|passphrase/i.test(words)) return new NotInspected('encrypted');
  if (/unsupported|unavailable|not supported/i.test(words))
    return new NotInspected('unknown-format');
  return new NotInspected(/truncated/i.test(words) ? 'truncated' : 'broken');
}

/** After a trap nothing of this instance can be used. */
function trapped(run: () => number): number {
  try {
    return run();
  } catch {
    throw new NotInspected('broken');
  }
}
