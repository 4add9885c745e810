/**
 *   dir ─► code page, modules ─► each module's stream, from its offset on ─► source
 * The source of macros, as a VBA project keeps it ([MS-OVBA]). What is compiled of it is no text.
 */
import { detectCharset } from './charset.ts';
import { encodingOf } from './code-pages.ts';
import type { Storage } from './compound-file.ts';
import { NotInspected } from './limits.ts';

/** [MS-OVBA] 2.3.4.2: records of the stream `dir`. */
const record = { codePage: 0x0003, version: 0x0009, stream: 0x001a, offset: 0x0031 } as const;

const chunkSize = 4096;

export interface Module {
  readonly name: string;
  readonly source: string;
}

/**
 * @param spend bytes, before they come out
 * @throws NotInspected `broken` where something of it cannot be read
 */
export function* modulesOf(project: Storage, spend: (bytes: number) => void): Generator<Module> {
  const streams = project.storages.find(({ name }) => name === 'VBA')?.streams ?? new Map();
  const directory = unpackVba(streams.get('dir') ?? new Uint8Array(), spend);
  const byName = new Map([...streams].map(([name, bytes]) => [name.toLowerCase(), bytes]));
  const { charset, modules } = readDirectory(directory);
  for (const { name, offset } of modules) {
    const stream = byName.get(name.toLowerCase());
    if (stream === undefined || offset > stream.length) throw new NotInspected('broken');
    yield { name, source: charset(unpackVba(stream.subarray(offset), spend)) };
  }
}

type Decode = (bytes: Uint8Array) => string;

function readDirectory(bytes: Uint8Array): {
  charset: Decode;
  modules: { name: string; offset: number }[];
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const modules: { name: string; offset: number }[] = [];
  let charset: Decode = decoderOf(0);
  let name = '';
  for (let at = 0; at + 6 <= bytes.length; ) {
    const type = view.getUint16(at, true);
    // The version alone says four and has six.
    const size = type === record.version ? 6 : view.getUint32(at + 2, true);
    const content = bytes.subarray(at + 6, at + 6 + size);
    if (content.length < size) throw new NotInspected('broken');
    at += 6 + size;
    if (type === record.codePage && size >= 2) charset = decoderOf(view.getUint16(at - size, true));
    if (type === record.stream) name = charset(content);
    if (type === record.offset && size >= 4)
      modules.push({ name, offset: view.getUint32(at - size, true) });
  }
  return { charset, modules };
}

function decoderOf(codePage: number): Decode {
  return (bytes) =>
    new TextDecoder(encodingOf(codePage) ?? detectCharset(bytes) ?? 'windows-1252').decode(bytes);
}

/**
 * [MS-OVBA] 2.4.1.3.1: a mark, then chunks that give 4,096 bytes at most.
 * @throws NotInspected `broken`
 */
export function unpackVba(packed: Uint8Array, spend: (bytes: number) => void): Uint8Array {
  if (packed[0] !== 0x01) throw new NotInspected('broken');
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const chunks: Uint8Array[] = [];
  for (let at = 1; at + 2 <= packed.length; ) {
    const header = view.getUint16(at, true);
    const end = at + 3 + (header & 0x0fff);
    if ((header & 0x7000) !== 0x3000) throw new NotInspected('broken');
    const chunk = packed.subarray(at + 2, end);
    if (at + 2 + chunk.length < end) throw new NotInspected('broken');
    const isPacked = (header & 0x8000) !== 0;
    const out = isPacked ? unpackChunk(chunk) : chunk;
    spend(out.length);
    chunks.push(out);
    at = end;
  }
  return Buffer.concat(chunks);
}

/** Eight letters or copies behind a byte that says which they are. */
function unpackChunk(chunk: Uint8Array): Uint8Array {
  const out = new Uint8Array(chunkSize);
  let length = 0;
  for (let at = 0; at < chunk.length; ) {
    const flags = chunk[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < chunk.length; bit++) {
      if (((flags >> bit) & 1) === 0) {
        if (length >= chunkSize) throw new NotInspected('broken');
        out[length++] = chunk[at++] ?? 0;
        continue;
      }
      const token = (chunk[at] ?? 0) + (chunk[at + 1] ?? 0) * 256;
      at += 2;
      // The further it is, the more bits say how far back, and the fewer how much.
      const offsetBits = Math.max(4, Math.ceil(Math.log2(length)));
      const back = (token >> (16 - offsetBits)) + 1;
      const count = (token & (0xffff >> offsetBits)) + 3;
      if (back > length || length + count > chunkSize) throw new NotInspected('broken');
      for (let each = 0; each < count; each++, length++) out[length] = out[length - back] ?? 0;
    }
  }
  return out.subarray(0, length);
}
