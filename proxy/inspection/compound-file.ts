/** OLE compound files ([MS-CFB]): which kind it is, and its storages and streams. */
import * as CFB from 'cfb';
import { hasSoundChains } from './compound-chains.ts';
import { NotInspected } from './limits.ts';

export interface Storage {
  readonly name: string;
  readonly streams: ReadonlyMap<string, Uint8Array>;
  readonly storages: readonly Storage[];
}

export interface CompoundFile {
  /** `encrypted-office`, `doc`, `xls`, `ppt`, `msg`, `jtd`, `vba-project`, `ole-package` or
   * `compound-file`. */
  readonly type: string;
  readonly root: Storage;
}

/** Streams in which another program's document stands as it is. */
export const embeddedStreams = ['Package', 'CONTENTS', '\u0001Ole10Native'];

/** @throws NotInspected 'broken' where the directory cannot be read */
export function readCompoundFile(bytes: Uint8Array): CompoundFile {
  const root = readTree(read(bytes));
  return { type: typeOf(root), root };
}

/** Of a file, or of a storage that is one within another. */
export function typeOf({ streams, storages }: Storage): string {
  const has = (name: string) => streams.has(name);
  if (has('EncryptedPackage') || has('EncryptionInfo')) return 'encrypted-office';
  if (has('WordDocument')) return 'doc';
  if (has('Workbook') || has('Book')) return 'xls';
  if (has('PowerPoint Document')) return 'ppt';
  const names = [...streams.keys(), ...storages.map(({ name }) => name)];
  if (names.some((name) => name.startsWith('__substg1.0_'))) return 'msg';
  if (has('DocumentText') || has('JSCompDocument')) return 'jtd';
  if (isProject(storages)) return 'vba-project';
  return embeddedStreams.some(has) ? 'ole-package' : 'compound-file';
}

/** [MS-OVBA] 2.2.1: macros, by themselves or in a document. */
function isProject(storages: readonly Storage[]): boolean {
  return storages.some(({ name, streams }) => name === 'VBA' && streams.has('dir'));
}

/** A storage as a file of its own. */
export function compoundBytes(storage: Storage): Uint8Array {
  const file = CFB.utils.cfb_new();
  const add = ({ streams, storages }: Storage, path: string): void => {
    for (const [name, bytes] of streams)
      CFB.utils.cfb_add(file, `${path}/${name}`, Buffer.from(bytes));
    for (const inner of storages) add(inner, `${path}/${inner.name}`);
  };
  add(storage, '');
  return Uint8Array.from(CFB.write(file, { type: 'buffer' }) as Buffer);
}

function read(bytes: Uint8Array): CFB.CFB$Container {
  if (!hasSoundChains(bytes)) throw new NotInspected('broken');
  try {
    return CFB.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      type: 'buffer',
    });
  } catch {
    throw new NotInspected('broken');
  }
}

interface Growing extends Storage {
  readonly streams: Map<string, Uint8Array>;
  readonly storages: Growing[];
}

/** Paths are `Root Entry/ObjectPool/_1234/Workbook`; those of storages end with a slash. */
function readTree(file: CFB.CFB$Container): Storage {
  const root: Growing = { name: '', streams: new Map(), storages: [] };
  for (const [at, entry] of file.FileIndex.entries()) {
    const steps = (file.FullPaths[at] ?? '').split('/').slice(1);
    const name = steps.pop() ?? '';
    if (entry.type !== 2 || name === '') continue;
    let place = root;
    for (const step of steps) {
      let next = place.storages.find((each) => each.name === step);
      if (next === undefined) {
        next = { name: step, streams: new Map(), storages: [] };
        place.storages.push(next);
      }
      place = next;
    }
    place.streams.set(name, Uint8Array.from(entry.content ?? []));
  }
  return root;
}
