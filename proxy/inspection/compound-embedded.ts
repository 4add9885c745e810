/** What stands inside an OLE compound file as a document of its own. */
import { compoundBytes, embeddedStreams, type Storage, typeOf } from './compound-file.ts';
import { NotInspected } from './limits.ts';

export interface Embedded {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where it lay when it was put in: names of people, servers and projects. */
  readonly paths?: readonly string[];
}

/** In the storage itself and in all below it; a document's own storages are that document's. */
export function embeddedIn({ streams, storages }: Storage): Embedded[] {
  const own = embeddedStreams.flatMap((name) => embeddedAs(name, streams.get(name)));
  const inner = storages.flatMap((storage) => {
    const isDocument = !['ole-package', 'compound-file'].includes(typeOf(storage));
    return isDocument
      ? [{ name: storage.name, bytes: compoundBytes(storage) }]
      : embeddedIn(storage);
  });
  return [...own, ...inner];
}

function embeddedAs(name: string, bytes: Uint8Array | undefined): Embedded[] {
  if (bytes === undefined || bytes.length === 0) return [];
  return name === '\u0001Ole10Native' ? [nativeObject(bytes)] : [{ name, bytes }];
}

/** [MS-OLEDS] 2.3.6, as the Packager writes it: sizes, three names, then the file. */
export function nativeObject(bytes: Uint8Array): Embedded {
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
    const path = text(temporary + 4).name;
    const length = view.getUint32(temporary, true);
    const start = temporary + 4 + length;
    const size = view.getUint32(start, true);
    const paths = [source.name, path];
    return { name: label.name, bytes: bytes.subarray(start + 4, start + 4 + size), paths };
  } catch {
    return { name: 'object', bytes: bytes.subarray(4) };
  }
}
