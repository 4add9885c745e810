/** VBA projects made when the test runs ([MS-OVBA]). */
import { number16, number32 } from './build-compound.ts';

/** Packed without copies: eight letters behind each byte that says so. */
export function packVba(bytes: Uint8Array): Uint8Array {
  const chunks: Buffer[] = [Buffer.of(0x01)];
  for (let at = 0; at < bytes.length; at += 3000) {
    const part = Buffer.from(bytes.subarray(at, at + 3000));
    const groups = Array.from({ length: Math.ceil(part.length / 8) }, (_, each) =>
      Buffer.concat([Buffer.of(0), part.subarray(each * 8, each * 8 + 8)]),
    );
    chunks.push(chunkOf(Buffer.concat(groups)));
  }
  return Buffer.concat(chunks);
}

/** A header, and what is packed. */
export function chunkOf(content: Uint8Array): Buffer {
  return Buffer.concat([number16(0xb000 | (content.length + 2 - 3)), content]);
}

/** @param modules sources by name, in the bytes of the code page */
export function vbaProject(
  folder: string,
  modules: Readonly<Record<string, Uint8Array>>,
  codePage = 932,
): Record<string, Uint8Array> {
  const record = (type: number, content: Uint8Array) =>
    Buffer.concat([number16(type), number32(content.length), content]);
  // What is compiled stands before the source.
  const compiled = Buffer.alloc(20, 7);
  const directory = Buffer.concat([
    record(0x0003, number16(codePage)),
    Buffer.concat([number16(0x0009), number32(4), Buffer.alloc(6)]),
    ...Object.keys(modules).flatMap((name) => [
      record(0x001a, Buffer.from(name)),
      record(0x0032, Buffer.from(name, 'utf16le')),
      record(0x0031, number32(compiled.length)),
    ]),
  ]);
  return {
    [`${folder}PROJECT`]: Buffer.from('ID="{0}"\r\nName="VBAProject"\r\nCMG="0123"\r\n'),
    [`${folder}VBA/dir`]: packVba(directory),
    ...Object.fromEntries(
      Object.entries(modules).map(([name, source]) => [
        `${folder}VBA/${name}`,
        Buffer.concat([compiled, packVba(source)]),
      ]),
    ),
  };
}
