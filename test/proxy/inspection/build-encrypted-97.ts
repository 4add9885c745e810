/** Encrypted doc, xls and ppt, made of clear ones. */
import { compoundBytes, readCompoundFile } from '../../../proxy/inspection/compound-file.ts';
import {
  compoundOf,
  number16,
  number32,
  pptContainer,
  pptRecord,
  utf16,
} from './build-compound.ts';
import { inBlocks, type Rc4Kind } from './build-encrypted.ts';

/** @param clear of docOf: one piece, the table in 0Table */
export function encryptedDoc(clear: Uint8Array, kind: Rc4Kind): Uint8Array {
  const { root } = readCompoundFile(clear);
  const main = Buffer.from(root.streams.get('WordDocument') ?? []);
  const table = Buffer.from(root.streams.get('0Table') ?? []);
  main.writeUInt16LE(main.readUInt16LE(10) | 0x0100, 10);
  main.writeUInt32LE(kind.header.length, 14);
  main.writeUInt32LE(kind.header.length, 0x1a2);
  const hidden = inBlocks(kind, main, 512);
  main.copy(hidden, 0, 0, 68);
  const whole = Buffer.concat([kind.header, table]);
  const hiddenTable = inBlocks(kind, whole, 512);
  kind.header.copy(hiddenTable);
  const streams = new Map(root.streams).set('WordDocument', hidden).set('0Table', hiddenTable);
  return compoundBytes({ ...root, streams });
}

const clearRecords = new Set([0x809, 0x2f, 0x194, 0x195, 0xe1, 0x196, 0x138]);

/** A record of this body behind the first one; then every body through `hide`. */
function withFilePass(
  clear: Uint8Array,
  filePass: Buffer,
  hide: (stream: Buffer) => (at: number, length: number, record: number) => Buffer,
): Uint8Array {
  const { root } = readCompoundFile(clear);
  const book = Buffer.from(root.streams.get('Workbook') ?? []);
  const first = 4 + book.readUInt16LE(2);
  const pass = Buffer.concat([number16(0x2f), number16(filePass.length), filePass]);
  const stream = Buffer.concat([book.subarray(0, first), pass, book.subarray(first)]);
  const hidden = hide(stream);
  const out = Buffer.from(stream);
  for (let at = 0; at + 4 <= stream.length; ) {
    const [type, length] = [stream.readUInt16LE(at), stream.readUInt16LE(at + 2)];
    // Where the sheet begins now.
    if (type === 0x85) out.writeUInt32LE(out.readUInt32LE(at + 4) + pass.length, at + 4);
    const skipped = type === 0x85 ? 4 : 0;
    if (!clearRecords.has(type) && length > skipped) {
      hidden(at + 4 + skipped, length - skipped, length).copy(out, at + 4 + skipped);
    }
    at += 4 + length;
  }
  return compoundOf({ Workbook: out });
}

export function encryptedXls(clear: Uint8Array, kind: Rc4Kind): Uint8Array {
  return withFilePass(clear, Buffer.concat([number16(1), kind.header]), (stream) => {
    const all = inBlocks(kind, stream, 1024);
    return (at, length) => all.subarray(at, at + length);
  });
}

/** @param array 16 bytes that the password makes */
export function xorXls(
  clear: Uint8Array,
  { key, verifier, array }: { key: number; verifier: number; array: Uint8Array },
): Uint8Array {
  const body = Buffer.concat([number16(0), number16(key), number16(verifier)]);
  return withFilePass(
    clear,
    body,
    (stream) => (at, length, record) =>
      Buffer.from(stream.subarray(at, at + length)).map((byte, each) => {
        const mixed = byte ^ (array[(at + each + record) & 0x0f] ?? 0);
        return ((mixed >> 3) | (mixed << 5)) & 0xff;
      }) as Buffer,
  );
}

/** Objects from number 1, the session last, then the table and the edit that point at them. */
export function encryptedPpt(
  objects: readonly Buffer[],
  kind: Rc4Kind,
  more: Readonly<Record<string, Uint8Array>> = {},
): Uint8Array {
  const session = pptRecord(0x2f14, kind.header, 0x0f);
  const hidden = objects.map((each, at) => kind.apply(at + 1, each));
  const all = [...hidden, session];
  let length = 0;
  const places = all.map((each) => {
    const at = length;
    length += each.length;
    return number32(at);
  });
  const table = pptRecord(0x1772, Buffer.concat([number32(1 | (all.length << 20)), ...places]));
  const edit = pptRecord(
    0x0ff5,
    Buffer.concat([number32(0), number32(3), number32(0), number32(length), Buffer.alloc(16)]),
  );
  const user = Buffer.concat([
    pptRecord(0x0ff6, Buffer.alloc(0)).subarray(0, 4),
    number32(20),
    number32(20),
    number32(0xf3d1c4df),
    number32(length + table.length),
    Buffer.alloc(12),
  ]);
  return compoundOf({
    'PowerPoint Document': Buffer.concat([...all, table, edit]),
    'Current User': user,
    ...more,
  });
}

export const slideOf = (text: string) => pptContainer(0x03ee, pptRecord(0x0fa0, utf16(text)));
export const documentRecord = () => pptContainer(0x03e8, pptRecord(0x03e9, new Uint8Array(40)));

/** Streams that hold the properties, each in a block of its own, and what tells of them. */
export function hiddenProperties(
  streams: Readonly<Record<string, Uint8Array>>,
  { apply }: Rc4Kind,
): Buffer {
  let at = 8;
  const pieces: Buffer[] = [];
  const lines = Object.entries(streams).map(([name, bytes], index) => {
    pieces.push(apply(index + 1, bytes));
    const line = Buffer.concat([
      number32(at),
      number32(bytes.length),
      number16(index + 1),
      Buffer.of(name.length, 1),
      number32(0),
      utf16(`${name}\0`),
    ]);
    at += bytes.length;
    return line;
  });
  const array = Buffer.concat([number32(lines.length), ...lines]);
  const head = apply(0, Buffer.concat([number32(at), number32(array.length)]));
  return Buffer.concat([head, ...pieces, apply(0, array)]);
}
