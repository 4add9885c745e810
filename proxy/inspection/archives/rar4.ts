/** Version 4 of rar: headers of fixed fields, each with half a check sum. Locks of version 2.9 and later. */
import { crc32 } from 'node:zlib';
import type { RarOpening } from './rar.ts';
import { decryptRar, rar4Key } from './rar-key.ts';

const markLength = 7;
const type = { main: 0x73, file: 0x74, end: 0x7b } as const;
const mainHas = { lockedHeaders: 0x80 } as const;
const fileHas = { lock: 0x04, large: 0x100, salt: 0x400 } as const;
const hasData = 0x8000;
const saltLength = 8;
const stored = 0x30;
/** AES came with it; what was before is read by nobody here. */
const firstVersion = 29;

/**
 * @param password null: there is none
 * @throws RangeError, NotInspected where it is broken
 */
export function plainRar4(bytes: Uint8Array, password: string | null): RarOpening {
  const known = new Map<string, ReturnType<typeof rar4Key>>();
  const keyFor = (salt: Uint8Array) => {
    const name = Buffer.from(salt).toString('hex');
    const key = known.get(name) ?? rar4Key(password ?? '', salt);
    known.set(name, key);
    return key;
  };
  const written: Uint8Array[] = [bytes.subarray(0, markLength)];
  let hasLockedHeaders = false;
  let isLocked = false;
  for (let at = markLength; at < bytes.length; ) {
    if (hasLockedHeaders && password === null) return 'shut';
    const { header, next }: At = hasLockedHeaders ? lockedAt(bytes, at, keyFor) : openAt(bytes, at);
    if (header === null) return 'shut';
    const kind = header.readUInt8(2);
    const flags = header.readUInt16LE(3);
    const length = dataLength(header, kind, flags);
    const data = bytes.subarray(next, next + length);
    if (data.length < length) throw new RangeError('end');
    at = next + length;
    if (kind === type.main) {
      hasLockedHeaders = (flags & mainHas.lockedHeaders) !== 0;
      isLocked ||= hasLockedHeaders;
      header.writeUInt16LE(flags & ~mainHas.lockedHeaders, 3);
      written.push(summed(header));
    } else if (kind === type.file && (flags & fileHas.lock) !== 0) {
      isLocked = true;
      if (header.readUInt8(24) < firstVersion) return 'useless';
      if (password === null) return 'shut';
      const file = withoutLock(header, data, keyFor);
      if (file === null) return 'shut';
      written.push(...file);
    } else if (kind === type.file || kind === type.end) written.push(header, data);
    if (kind === type.end) break;
  }
  return isLocked ? { bytes: Buffer.concat(written), isChecked: false } : 'open';
}

type KeyFor = (salt: Uint8Array) => ReturnType<typeof rar4Key>;
interface At {
  /** A copy; null where it is not what its check sum says. */
  readonly header: Buffer | null;
  readonly next: number;
}

function openAt(bytes: Uint8Array, at: number): At {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint16(
    at + 5,
    true,
  );
  if (size < 7 || at + size > bytes.length) throw new RangeError('end');
  return { header: Buffer.from(bytes.subarray(at, at + size)), next: at + size };
}

function lockedAt(bytes: Uint8Array, at: number, keyFor: KeyFor): At {
  const from = at + saltLength;
  const { key, iv } = keyFor(bytes.subarray(at, from));
  const first = Buffer.from(decryptRar(bytes.subarray(from, from + 16), key, iv));
  const size = first.readUInt16LE(5);
  const length = Math.ceil(size / 16) * 16;
  const next = from + length;
  if (size < 7 || next > bytes.length) return { header: null, next };
  const plain = decryptRar(bytes.subarray(from, next), key, iv);
  const header = Buffer.from(plain.subarray(0, size));
  return { header: header.readUInt16LE(0) === sumOf(header) ? header : null, next };
}

function dataLength(header: Buffer, kind: number, flags: number): number {
  if (kind !== type.file && (flags & hasData) === 0) return 0;
  const low = header.readUInt32LE(7);
  const isLarge = kind === type.file && (flags & fileHas.large) !== 0;
  return isLarge ? low + header.readUInt32LE(32) * 2 ** 32 : low;
}

/** @returns null where stored contents are not what their check sum says; those that are packed break by themselves */
function withoutLock(header: Buffer, data: Uint8Array, keyFor: KeyFor): Uint8Array[] | null {
  const flags = header.readUInt16LE(3);
  const isLarge = (flags & fileHas.large) !== 0;
  const saltAt = 32 + (isLarge ? 8 : 0) + header.readUInt16LE(26);
  const hasSalt = (flags & fileHas.salt) !== 0;
  const saltEnd = hasSalt ? saltAt + saltLength : saltAt;
  if (saltEnd > header.length) throw new RangeError('end');
  const { key, iv } = keyFor(header.subarray(saltAt, saltEnd));
  const plain = decryptRar(data, key, iv);
  // Packed contents end by themselves, wherever their last block does.
  const isStored = header.readUInt8(25) === stored;
  const size = header.readUInt32LE(11) + (isLarge ? header.readUInt32LE(36) * 2 ** 32 : 0);
  const content = isStored ? plain.subarray(0, size) : plain;
  if (isStored && crc32(content) !== header.readUInt32LE(16)) return null;
  const rest = Buffer.concat([header.subarray(0, saltAt), header.subarray(saltEnd)]);
  rest.writeUInt16LE(flags & ~(fileHas.lock | fileHas.salt), 3);
  rest.writeUInt16LE(rest.length, 5);
  rest.writeUInt32LE(content.length % 2 ** 32, 7);
  if (isLarge) rest.writeUInt32LE(Math.floor(content.length / 2 ** 32), 32);
  return [summed(rest), content];
}

const sumOf = (header: Uint8Array) => crc32(header.subarray(2)) & 0xffff;

function summed(header: Buffer): Buffer {
  header.writeUInt16LE(sumOf(header), 0);
  return header;
}
