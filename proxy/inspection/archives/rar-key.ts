/** How rar makes keys of a password: version 5 by PBKDF2, version 4 by rounds of SHA-1 (unrar's crypt5.cpp, crypt3.cpp). */
import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { NotInspected } from '../limits.ts';

/** WinRAR itself takes no more rounds, as a power of two. */
const mostPower = 24;
const blockLength = 16;

export interface Rar5Lock {
  readonly power: number;
  readonly salt: Uint8Array;
  /** Of the password, eight bytes; null: the archive tells none. */
  readonly check: Uint8Array | null;
}

/**
 * @returns null where it is not the password
 * @throws NotInspected `broken` where no program would ask for so many rounds
 */
export function rar5Key(password: string, { power, salt, check }: Rar5Lock): Uint8Array | null {
  if (power > mostPower) throw new NotInspected('broken');
  const rounds = 2 ** power;
  const derive = (count: number) => pbkdf2Sync(password, salt, count, 32, 'sha256');
  if (check !== null && Buffer.compare(folded(derive(rounds + 32)), check) !== 0) return null;
  return derive(rounds);
}

/** Thirty-two bytes laid over each other as eight. */
function folded(value: Uint8Array): Uint8Array {
  const eight = new Uint8Array(8);
  for (const [at, byte] of value.entries()) eight[at % 8] = (eight[at % 8] ?? 0) ^ byte;
  return eight;
}

const sha1Rounds = 0x40000;
const ivBytes = 16;

/** Version 4: AES-128, the vector made with the key. */
export function rar4Key(
  password: string,
  salt: Uint8Array,
): { readonly key: Uint8Array; readonly iv: Uint8Array } {
  const letters = Buffer.from(password, 'utf16le');
  const length = letters.length + salt.length + 3;
  const some = sha1Rounds / ivBytes;
  const buffer = Buffer.alloc(length * some);
  for (let round = 0; round < some; round++) {
    buffer.set(letters, round * length);
    buffer.set(salt, round * length + letters.length);
  }
  const hash = createHash('sha1');
  const iv = new Uint8Array(ivBytes);
  for (let at = 0; at < ivBytes; at++) {
    for (let round = 0; round < some; round++)
      buffer.writeUIntLE(at * some + round, (round + 1) * length - 3, 3);
    // Of the state after the first round of each part, the last byte.
    hash.update(buffer.subarray(0, length));
    iv[at] = hash.copy().digest()[19] ?? 0;
    hash.update(buffer.subarray(length));
  }
  buffer.fill(0);
  return { key: hash.digest().subarray(0, 16).swap32(), iv };
}

/** @throws NotInspected `truncated` where it does not fill its blocks */
export function decryptRar(packed: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array {
  if (packed.length % blockLength !== 0) throw new NotInspected('truncated');
  const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(packed), decipher.final()]);
}
