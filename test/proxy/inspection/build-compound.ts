/** OLE compound files made when the test runs, stream by stream. */
import * as CFB from 'cfb';

/** @param streams names may hold slashes: storages */
export function compoundOf(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const file = CFB.utils.cfb_new();
  for (const [name, bytes] of Object.entries(streams))
    CFB.utils.cfb_add(file, `/${name}`, Buffer.from(bytes));
  return Uint8Array.from(CFB.write(file, { type: 'buffer' }) as Buffer);
}

export const utf16 = (text: string) => Buffer.from(text, 'utf16le');

export const number32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
export const number16 = (value: number) => number32(value).subarray(0, 2);

/** As the Packager writes it: size, flags, label, source, type, temporary path, file. */
export function packagedObject(name: string, content: Uint8Array): Uint8Array {
  const text = (value: string) => Buffer.from(`${value}\0`);
  const path = text(`C:\\${name}`);
  return Buffer.concat([
    number32(0),
    number16(2),
    text(name),
    path,
    number32(0x30000),
    number32(path.length),
    path,
    number32(content.length),
    content,
  ]);
}

/** A property set with these texts: wide ones, but for what is given as bytes. */
export function propertySet(values: readonly (string | Uint8Array)[]): Uint8Array {
  const pad = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  const bodies = values.map((value) =>
    typeof value === 'string'
      ? pad(Buffer.concat([number32(0x1f), number32(value.length), utf16(value)]))
      : pad(Buffer.concat([number32(0x1e), number32(value.length), value])),
  );
  let at = 8 + values.length * 8;
  const index = bodies.map((body, each) => {
    const line = Buffer.concat([number32(each + 2), number32(at)]);
    at += body.length;
    return line;
  });
  const set = Buffer.concat([number32(at), number32(values.length), ...index, ...bodies]);
  return Buffer.concat([Buffer.alloc(24), number32(1), Buffer.alloc(16), number32(48), set]);
}

/** Word 97: the text in one piece of UTF-16. @param lengths of body, footnotes, headers … */
export function docOf(
  text: string,
  { flags = 0, lengths = [text.length] }: { flags?: number; lengths?: readonly number[] } = {},
  more: Readonly<Record<string, Uint8Array>> = {},
): Uint8Array {
  const main = Buffer.alloc(0x400);
  main.writeUInt16LE(0xa5ec, 0);
  main.writeUInt16LE(193, 2);
  main.writeUInt16LE(flags, 10);
  for (const [at, length] of lengths.entries()) main.writeUInt32LE(length, 0x4c + at * 4);
  const place = Buffer.concat([number16(0), number32(0x400), number16(0)]);
  const pieces = Buffer.concat([number32(0), number32(text.length), place]);
  const table = Buffer.concat([Buffer.of(2), number32(pieces.length), pieces]);
  return compoundOf({
    WordDocument: Buffer.concat([main, utf16(text)]),
    '0Table': table,
    ...more,
  });
}

/** Word 95: bytes of its day. */
export function oldDocOf(text: Uint8Array): Uint8Array {
  const main = Buffer.alloc(0x300);
  main.writeUInt16LE(0xa5dc, 0);
  main.writeUInt16LE(104, 2);
  main.writeUInt32LE(0x300, 0x18);
  main.writeUInt32LE(0x300 + text.length, 0x1c);
  return compoundOf({ WordDocument: Buffer.concat([main, text]) });
}

/** [MS-PPT]: version and instance, type, length, content. */
export function pptRecord(type: number, content: Uint8Array, head = 0): Buffer {
  return Buffer.concat([number16(head), number16(type), number32(content.length), content]);
}
export const pptContainer = (type: number, ...records: Uint8Array[]) =>
  pptRecord(type, Buffer.concat(records), 0x0f);

export function pptOf(
  records: readonly Uint8Array[],
  more: Readonly<Record<string, Uint8Array>> = {},
): Uint8Array {
  return compoundOf({ 'PowerPoint Document': Buffer.concat(records), ...more });
}
