/** OLE compound files: which kind it is, and what is embedded in it. */
import * as CFB from 'cfb';
import { NotInspected } from './limits.ts';

export interface CompoundFile {
  /** `encrypted-office`, `doc`, `xls`, `ppt`, `msg`, `jtd`, `ole-package` or `compound-file`. */
  readonly type: string;
  /** Streams that are neither embedded documents nor what goes with them. */
  readonly hasMore: boolean;
  /** Documents that stand in it as they are. */
  embedded(): { name: string; bytes: Uint8Array }[];
}

/** @throws NotInspected 'broken' where the directory cannot be read */
export function readCompoundFile(bytes: Uint8Array): CompoundFile {
  const file = read(bytes);
  const names = new Set(file.FileIndex.map(({ name }) => name));
  return {
    type: typeOf(names),
    hasMore: file.FileIndex.some(
      ({ name, size, type }) => type === 2 && size > 0 && !known.has(name),
    ),
    embedded: () =>
      file.FileIndex.flatMap(({ name, content }) =>
        embeddedIn(name, Uint8Array.from(content ?? [])),
      ),
  };
}

const embeddedStreams = ['Package', 'CONTENTS', '\u0001Ole10Native'];
/** Also what OLE keeps beside an embedded document: its class, its picture, its links. */
const known = new Set([
  ...embeddedStreams,
  '\u0001CompObj',
  '\u0001Ole',
  '\u0003ObjInfo',
  '\u0003LinkInfo',
  '\u0003EPRINT',
  '\u0002OlePres000',
  '\u0001Sh33tJ5',
]);

function read(bytes: Uint8Array): CFB.CFB$Container {
  try {
    return CFB.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      type: 'buffer',
    });
  } catch {
    throw new NotInspected('broken');
  }
}

function typeOf(names: ReadonlySet<string>): string {
  if (names.has('EncryptedPackage') || names.has('EncryptionInfo')) return 'encrypted-office';
  if (names.has('WordDocument')) return 'doc';
  if (names.has('Workbook') || names.has('Book')) return 'xls';
  if (names.has('PowerPoint Document')) return 'ppt';
  if ([...names].some((name) => name.startsWith('__substg1.0_'))) return 'msg';
  if (names.has('DocumentText')) return 'jtd';
  const isPackage = embeddedStreams.some((name) => names.has(name));
  return isPackage ? 'ole-package' : 'compound-file';
}

function embeddedIn(name: string, bytes: Uint8Array): { name: string; bytes: Uint8Array }[] {
  if (bytes.length === 0) return [];
  if (name === 'Package' || name === 'CONTENTS') return [{ name, bytes }];
  return name === '\u0001Ole10Native' ? nativeObject(bytes) : [];
}

/** [MS-OLEDS] 2.3.6, as the Packager writes it: sizes, three names, then the file. */
function nativeObject(bytes: Uint8Array): { name: string; bytes: Uint8Array }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number) => {
    const end = bytes.indexOf(0, from);
    if (end < 0) throw new NotInspected('broken');
    return { name: new TextDecoder('shift_jis').decode(bytes.subarray(from, end)), next: end + 1 };
  };
  try {
    const label = text(6);
    const source = text(label.next);
    const temporary = source.next + 4;
    const length = view.getUint32(temporary, true);
    const start = temporary + 4 + length;
    const size = view.getUint32(start, true);
    return [{ name: label.name, bytes: bytes.subarray(start + 4, start + 4 + size) }];
  } catch {
    return [{ name: 'object', bytes: bytes.subarray(4) }];
  }
}
