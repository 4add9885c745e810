/** Encrypted rar archives, not compressed: one file, whose lock is that of versions 5 or 4. */
import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { number16, number32 } from './build-compound.ts';

export interface LockedRar {
  readonly name: string;
  readonly content: Uint8Array;
  readonly password: string;
  /** Names as well. */
  readonly hasLockedHeaders?: boolean;
  /** Version 5: tells whether a password is the right one. */
  readonly hasCheck?: boolean;
  /** Version 5: the check sum of the contents is made with the password. */
  readonly hasKeyedSum?: boolean;
}

const salt = Buffer.from('0123456789abcdef');
const iv = Buffer.from('fedcba9876543210');
const power = 3;

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((16 - (bytes.length % 16)) % 16)]);
}

function encrypted(bytes: Uint8Array, key: Uint8Array, vector: Uint8Array): Buffer {
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, vector).setAutoPadding(false);
  return Buffer.concat([cipher.update(padded(bytes)), cipher.final()]);
}

export function lockedRar5({ name, content, password, ...how }: LockedRar): Buffer {
  const { hasLockedHeaders = false, hasCheck = true, hasKeyedSum = false } = how;
  const derive = (rounds: number) => pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const key = derive(2 ** power);
  const check = Buffer.alloc(12);
  for (const [at, byte] of derive(2 ** power + 32).entries())
    check[at % 8] = (check[at % 8] ?? 0) ^ byte;
  const told = hasCheck ? check : Buffer.alloc(0);
  const flags = (hasCheck ? 1 : 0) | (hasKeyedSum ? 2 : 0);
  const block = (header: Uint8Array, data: Uint8Array = new Uint8Array()) => {
    const sized = Buffer.concat([Buffer.of(header.length), header]);
    const whole = Buffer.concat([number32(crc32(sized)), sized]);
    const head = hasLockedHeaders ? Buffer.concat([iv, encrypted(whole, key, iv)]) : whole;
    return Buffer.concat([head, data]);
  };
  const lockBlock = Buffer.concat([Buffer.of(4, 0, 0, hasCheck ? 1 : 0, power), salt, told]);
  const sizedLock = Buffer.concat([Buffer.of(lockBlock.length), lockBlock]);
  const lockField = Buffer.concat([Buffer.of(1, 0, flags, power), salt, iv, told]);
  const data = encrypted(content, key, iv);
  const letters = Buffer.from(name);
  const file = Buffer.concat([
    Buffer.of(2, 3, lockField.length + 1, data.length, 4, content.length, 0x20),
    number32(hasKeyedSum ? 0x12345678 : crc32(content)),
    Buffer.of(0, 1, letters.length),
    letters,
    Buffer.of(lockField.length),
    lockField,
  ]);
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'),
    ...(hasLockedHeaders ? [number32(crc32(sizedLock)), sizedLock] : []),
    block(Buffer.of(1, 0, 0)),
    block(file, data),
    block(Buffer.of(5, 0, 0)),
  ]);
}

/** As its own program makes it, round by round. */
function rar4KeyOf(password: string, ownSalt: Uint8Array) {
  const hash = createHash('sha1');
  const vector = Buffer.alloc(16);
  const start = Buffer.concat([Buffer.from(password, 'utf16le'), ownSalt]);
  for (let round = 0; round < 0x40000; round++) {
    hash.update(start).update(Buffer.of(round, round >> 8, round >> 16));
    if (round % 0x4000 === 0) vector[round / 0x4000] = hash.copy().digest()[19] ?? 0;
  }
  return { key: hash.digest().subarray(0, 16).swap32(), vector };
}

export function lockedRar4(
  { name, content, password, hasLockedHeaders = false }: LockedRar,
  version = 29,
): Buffer {
  const ownSalt = salt.subarray(0, 8);
  const { key, vector } = rar4KeyOf(password, ownSalt);
  const summed = (header: Uint8Array) => Buffer.concat([number16(crc32(header) & 0xffff), header]);
  const block = (header: Uint8Array, data: Uint8Array = new Uint8Array()) => {
    const whole = summed(header);
    const head = hasLockedHeaders ? Buffer.concat([ownSalt, encrypted(whole, key, vector)]) : whole;
    return Buffer.concat([head, data]);
  };
  const data = encrypted(content, key, vector);
  const letters = Buffer.from(name);
  const file = Buffer.concat([
    Buffer.of(0x74),
    number16(0x8000 | 0x400 | 0x04),
    number16(32 + letters.length + 8),
    number32(data.length),
    number32(content.length),
    Buffer.of(0),
    number32(crc32(content)),
    number32(0),
    Buffer.of(version, 0x30),
    number16(letters.length),
    number32(0x20),
    letters,
    ownSalt,
  ]);
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x00', 'latin1'),
    summed(
      Buffer.concat([
        Buffer.of(0x73),
        number16(hasLockedHeaders ? 0x80 : 0),
        number16(13),
        Buffer.alloc(6),
      ]),
    ),
    block(file, data),
    block(Buffer.concat([Buffer.of(0x7b), number16(0x4000), number16(7)])),
  ]);
}
