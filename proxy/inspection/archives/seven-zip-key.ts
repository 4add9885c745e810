/** How 7z encrypts: AES-256-CBC, and a key that takes a while to be made of a password (7zAES). */
import { createDecipheriv, createHash } from 'node:crypto';
import { NotInspected } from '../limits.ts';

export interface AesProperties {
  /** The password goes so many times (as a power of two) into the key. */
  readonly power: number;
  readonly salt: Uint8Array;
  readonly iv: Uint8Array;
}

/** 7-Zip itself takes no more. */
const mostPower = 24;
/** Without any rounds. */
const unhashed = 0x3f;
const [keyLength, blockLength] = [32, 16];
/** Rounds that go into the hash at once. */
const roundsAtOnce = 4096;

/** @throws NotInspected `broken` where they are none that 7-Zip writes */
export function readAesProperties(properties: Uint8Array): AesProperties {
  const [first = 0, second = 0] = properties;
  const power = first & 0x3f;
  const saltLength = (first >> 7) + (second >> 4);
  const ivLength = ((first >> 6) & 1) + (second & 0x0f);
  const salt = properties.slice(2, 2 + saltLength);
  const iv = new Uint8Array(blockLength);
  iv.set(properties.subarray(2 + saltLength, 2 + saltLength + ivLength).subarray(0, blockLength));
  const isWhole = properties.length >= 1 && salt.length === saltLength;
  if (!isWhole || (power > mostPower && power !== unhashed)) throw new NotInspected('broken');
  return { power, salt, iv };
}

/** @param meanwhile called now and then: it may throw where time is up */
export function sevenZipKey(
  password: string,
  { power, salt }: AesProperties,
  meanwhile: () => void,
): Uint8Array {
  const letters = Buffer.from(password, 'utf16le');
  if (power === unhashed) {
    const key = new Uint8Array(keyLength);
    key.set(Buffer.concat([salt, letters]).subarray(0, keyLength));
    return key;
  }
  const hash = createHash('sha256');
  const length = salt.length + letters.length + 8;
  const rounds = 2 ** power;
  const some = Math.min(rounds, roundsAtOnce);
  const buffer = Buffer.alloc(length * some);
  for (let round = 0; round < some; round++) {
    buffer.set(salt, round * length);
    buffer.set(letters, round * length + salt.length);
  }
  // The counter has eight bytes, of which four suffice.
  for (let first = 0; first < rounds; first += some) {
    for (let round = 0; round < some; round++)
      buffer.writeUInt32LE(first + round, (round + 1) * length - 8);
    hash.update(buffer);
    meanwhile();
  }
  buffer.fill(0);
  return hash.digest();
}

/** @throws NotInspected `truncated` where it does not fill its blocks */
export function decryptSevenZip(packed: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array {
  if (packed.length % blockLength !== 0) throw new NotInspected('truncated');
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(packed), decipher.final()]);
}
