/**
 * Version 5 of rar: headers of numbers of seven bits a byte, each with its check sum.
 *
 *   mark ─ [lock of all headers] ─ main ─ file (header, contents) … ─ end
 */
import { crc32 } from 'node:zlib';
import type { RarOpening } from './rar.ts';
import { decryptRar, type Rar5Lock, rar5Key } from './rar-key.ts';
import { rarNumbers } from './rar-marks.ts';

const markLength = 8;
const type = { main: 1, file: 2, service: 3, lock: 4, end: 5 } as const;
const has = { extra: 1, data: 2 } as const;
const fileHas = { time: 2, sum: 4 } as const;
/** Of a file's further fields: its lock, and the hash of its contents. */
const lockField = 1;
const hashField = 2;
const lockTells = { check: 1, keyedSum: 2 } as const;

/**
 * @param password null: there is none
 * @throws RangeError, NotInspected where it is broken
 */
export function plainRar5(bytes: Uint8Array, password: string | null): RarOpening {
  const known = new Map<string, Uint8Array | null>();
  const keyFor = (lock: Rar5Lock): Uint8Array | null => {
    if (password === null) return null;
    const name = `${lock.power} ${Buffer.from(lock.salt).toString('hex')}`;
    const key = known.has(name) ? (known.get(name) ?? null) : rar5Key(password, lock);
    known.set(name, key);
    return key;
  };
  const written: Uint8Array[] = [bytes.subarray(0, markLength)];
  let headerKey: Uint8Array | null = null;
  let isLocked = false;
  let isChecked = true;
  for (let at = markLength; at < bytes.length; ) {
    const { header, next } = headerAt(bytes, at, headerKey);
    if (header === null) return 'shut';
    const data = bytes.subarray(next, next + header.data);
    if (data.length < header.data) throw new RangeError('end');
    at = next + header.data;
    if (header.type === type.lock) {
      isLocked = true;
      const { lock } = readLock(header.fields, false);
      headerKey = keyFor(lock);
      if (headerKey === null) return 'shut';
    } else if (header.type === type.file) {
      const file = readFile(header);
      if (file.lock === null) written.push(header.whole, data);
      else {
        isLocked = true;
        isChecked &&= file.lock.lock.check !== null;
        const key = keyFor(file.lock.lock);
        if (key === null) return 'shut';
        const plain = decryptRar(data, key, file.lock.iv);
        const content = plain.subarray(0, file.isStored ? file.size : packedLength(plain));
        // Contents that are packed break by themselves.
        if (file.isStored && !hasSum(file, content)) return 'shut';
        written.push(...withoutLock(file, content));
      }
    } else if (header.type !== type.service) written.push(header.whole, data);
    if (header.type === type.end) break;
  }
  return isLocked ? { bytes: Buffer.concat(written), isChecked } : 'open';
}

interface Header {
  readonly type: number;
  readonly flags: number;
  /** Bytes of the contents behind it. */
  readonly data: number;
  /** Its own fields, then `extra` bytes of further ones. */
  readonly fields: Uint8Array;
  readonly extra: number;
  readonly whole: Uint8Array;
}

/** @returns a header of null where the key is not that of the headers */
function headerAt(
  bytes: Uint8Array,
  at: number,
  key: Uint8Array | null,
): { readonly header: Header | null; readonly next: number } {
  if (key === null) {
    const header = readHeader(bytes.subarray(at));
    if (header === null) throw new RangeError('check sum');
    return { header, next: at + header.whole.length };
  }
  const iv = bytes.subarray(at, at + 16);
  const from = at + 16;
  const size = sizeOf(decryptRar(bytes.subarray(from, from + 16), key, iv));
  const length = Math.ceil(size / 16) * 16;
  if (from + length > bytes.length) return { header: null, next: from };
  const header = readHeader(decryptRar(bytes.subarray(from, from + length), key, iv));
  return { header, next: from + length };
}

/** With its check sum and its own length. */
function sizeOf(bytes: Uint8Array): number {
  const numbers = rarNumbers(bytes, 4);
  return numbers.next() + numbers.at;
}

function readHeader(bytes: Uint8Array): Header | null {
  const size = sizeOf(bytes);
  const whole = bytes.subarray(0, size);
  if (whole.length < size) throw new RangeError('end');
  const sum = new DataView(whole.buffer, whole.byteOffset).getUint32(0, true);
  if (crc32(whole.subarray(4)) !== sum) return null;
  const numbers = rarNumbers(whole, 4);
  numbers.next(); // its length
  const kind = numbers.next();
  const flags = numbers.next();
  const extra = (flags & has.extra) !== 0 ? numbers.next() : 0;
  const data = (flags & has.data) !== 0 ? numbers.next() : 0;
  return { type: kind, flags, data, extra, fields: whole.subarray(numbers.at), whole };
}

interface FileLock {
  readonly lock: Rar5Lock;
  readonly iv: Uint8Array;
  /** Its check sums are made with the password. */
  readonly hasKeyedSum: boolean;
}

interface File {
  readonly lock: FileLock | null;
  readonly isStored: boolean;
  readonly size: number;
  readonly flags: number;
  /** Its own fields up to the check sum, and behind it. */
  readonly fields: readonly [before: Uint8Array, sum: Uint8Array, after: Uint8Array];
  /** What is left of the further ones. */
  readonly extra: Uint8Array;
  readonly headerFlags: number;
}

function readFile({ fields, extra, flags: headerFlags }: Header): File {
  const numbers = rarNumbers(fields, 0);
  const flags = numbers.next();
  const afterFlags = numbers.at;
  const size = numbers.next();
  numbers.next(); // attributes
  if ((flags & fileHas.time) !== 0) numbers.at += 4;
  const sumAt = numbers.at;
  if ((flags & fileHas.sum) !== 0) numbers.at += 4;
  const afterSum = numbers.at;
  const method = (numbers.next() >> 7) & 7;
  const end = fields.length - extra;
  let lock: FileLock | null = null;
  const kept: Uint8Array[] = [];
  for (let at = end; at < fields.length; ) {
    const field = rarNumbers(fields, at);
    const length = field.next();
    const body = field.at;
    const kind = field.next();
    if (kind === lockField) lock = readLock(fields.subarray(field.at, body + length), true);
    else if (kind !== hashField) kept.push(fields.subarray(at, body + length));
    at = body + length;
  }
  return {
    lock,
    isStored: method === 0,
    size,
    flags,
    fields: [
      fields.subarray(afterFlags, sumAt),
      fields.subarray(sumAt, afterSum),
      fields.subarray(afterSum, end),
    ],
    extra: Buffer.concat(kept),
    headerFlags,
  };
}

/** Version, flags, power of the rounds, salt, [vector], [check of the password]. */
function readLock(bytes: Uint8Array, hasIv: boolean): FileLock {
  const numbers = rarNumbers(bytes, 0);
  if (numbers.next() !== 0) throw new RangeError('version');
  const flags = numbers.next();
  const power = bytes[numbers.at] ?? 0;
  const saltAt = numbers.at + 1;
  const ivAt = saltAt + 16;
  const checkAt = hasIv ? ivAt + 16 : ivAt;
  const check = (flags & lockTells.check) !== 0 ? bytes.subarray(checkAt, checkAt + 8) : null;
  if (bytes.length < checkAt + (check === null ? 0 : 8)) throw new RangeError('end');
  return {
    lock: { power, salt: bytes.subarray(saltAt, ivAt), check },
    iv: bytes.subarray(ivAt, checkAt),
    hasKeyedSum: (flags & lockTells.keyedSum) !== 0,
  };
}

function hasSum({ lock, fields: [, sum] }: File, content: Uint8Array): boolean {
  if (sum.length === 0 || lock?.hasKeyedSum === true) return true;
  return crc32(content) === new DataView(sum.buffer, sum.byteOffset).getUint32(0, true);
}

function withoutLock(file: File, data: Uint8Array): Uint8Array[] {
  const { flags, fields, extra, lock, headerFlags } = file;
  const [before, sum, after] = fields;
  const keepsSum = lock?.hasKeyedSum !== true;
  const rest = Buffer.concat([
    number(type.file),
    number((headerFlags & ~has.extra) | has.data | (extra.length > 0 ? has.extra : 0)),
    ...(extra.length > 0 ? [number(extra.length)] : []),
    number(data.length),
    number(keepsSum ? flags : flags & ~fileHas.sum),
    before,
    ...(keepsSum ? [sum] : []),
    after,
    extra,
  ]);
  const counted = Buffer.concat([number(rest.length), rest]);
  const checkSum = Buffer.alloc(4);
  checkSum.writeUInt32LE(crc32(counted));
  return [checkSum, counted, data];
}

/**
 * Up to the end of the last block: the library takes what fills the cipher's for one more.
 * Of a block: how long its length is, whether it is the last; a check sum; its length; itself.
 */
function packedLength(packed: Uint8Array): number {
  for (let at = 0; at < packed.length; ) {
    const [flags = 0, sum = 0] = packed.subarray(at, at + 2);
    const lengthBytes = ((flags >> 3) & 3) + 1;
    const size = packed.subarray(at + 2, at + 2 + lengthBytes);
    const length = size.reduce((all, byte, place) => all + byte * 0x100 ** place, 0);
    if (size.reduce((all, byte) => all ^ byte, flags ^ 0x5a) !== sum) break;
    at += 2 + lengthBytes + length;
    if ((flags & 0x40) !== 0) return at;
  }
  return packed.length;
}

function number(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80);
  return Uint8Array.from([...bytes, left]);
}
