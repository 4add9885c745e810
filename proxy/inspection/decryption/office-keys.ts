/**
 * The older ways of Office: how bytes say which one, and the key that a password makes
 * ([MS-OFFCRYPTO] 2.3.4.5–9 "standard", 2.3.5 "RC4 CryptoAPI", 2.3.6 "RC4").
 */
import { createDecipheriv, createHash, hash, timingSafeEqual } from 'node:crypto';
import { createRc4, type Rc4 } from './rc4.ts';

export interface CryptoApiInfo {
  readonly isAes: boolean;
  readonly keyBytes: number;
  readonly salt: Buffer;
  readonly verifier: Buffer;
  readonly verifierHash: Buffer;
  /** Properties are not encrypted. */
  readonly keepsProperties: boolean;
}

export interface Rc4Info {
  readonly salt: Buffer;
  readonly verifier: Buffer;
  readonly verifierHash: Buffer;
}

const aes: ReadonlySet<number> = new Set([0x660e, 0x660f, 0x6610]);
const rc4 = 0x6801;
const sha1 = 0x8004;

/** @param bytes EncryptionInfo from its version on; null: of a kind that is not opened here */
export function readCryptoApiInfo(bytes: Buffer): CryptoApiInfo | null {
  if (bytes.length < 12 || bytes.readUInt16LE(2) !== 2) return null;
  const flags = bytes.readUInt32LE(4);
  const size = bytes.readUInt32LE(8);
  const header = bytes.subarray(12, 12 + size);
  const behind = bytes.subarray(12 + size);
  if (header.length < 32 || behind.length < 60) return null;
  const algorithm = header.readUInt32LE(8) || ((flags & 0x20) !== 0 ? 0x660e : rc4);
  const hashing = header.readUInt32LE(12);
  const keyBits = header.readUInt32LE(16) || (aes.has(algorithm) ? 128 : 40);
  const isAes = aes.has(algorithm);
  if ((!isAes && algorithm !== rc4) || (hashing !== 0 && hashing !== sha1)) return null;
  if (keyBits % 8 !== 0 || keyBits < 40 || keyBits > (isAes ? 256 : 128)) return null;
  if (behind.readUInt32LE(0) !== 16) return null;
  return {
    isAes,
    keyBytes: keyBits / 8,
    salt: behind.subarray(4, 20),
    verifier: behind.subarray(20, 36),
    verifierHash: behind.subarray(40, isAes ? 72 : 60),
    keepsProperties: (flags & 0x08) !== 0,
  };
}

/** @param bytes EncryptionInfo from its version on */
export function readRc4Info(bytes: Buffer): Rc4Info | null {
  if (bytes.length < 52 || bytes.readUInt16LE(0) !== 1 || bytes.readUInt16LE(2) !== 1) return null;
  return {
    salt: bytes.subarray(4, 20),
    verifier: bytes.subarray(20, 36),
    verifierHash: bytes.subarray(36, 52),
  };
}

const spins = 50_000;

/** AES in ECB, for Office 2007; null: the password is another one. */
export function standardKey(info: CryptoApiInfo, password: string): Buffer | null {
  let derived = sha1Of(info.salt, Buffer.from(password, 'utf16le'));
  const counter = Buffer.alloc(4);
  for (let at = 0; at < spins; at++) {
    counter.writeUInt32LE(at);
    derived = sha1Of(counter, derived);
  }
  derived = sha1Of(derived, Buffer.alloc(4));
  const stretched = (fill: number) => {
    const block = Buffer.alloc(64, fill);
    for (const [at, byte] of derived.entries()) block[at] = fill ^ byte;
    return sha1Of(block);
  };
  const key = Buffer.concat([stretched(0x36), stretched(0x5c)]).subarray(0, info.keyBytes);
  const verifier = sha1Of(standardContent(key, info.verifier));
  const said = standardContent(key, info.verifierHash).subarray(0, verifier.length);
  return said.length === verifier.length && timingSafeEqual(said, verifier) ? key : null;
}

/** Of a last block that is not whole nothing comes. */
export function standardContent(key: Buffer, bytes: Uint8Array): Buffer {
  return createDecipheriv(`aes-${key.length * 8}-ecb`, key, null)
    .setAutoPadding(false)
    .update(bytes);
}

/** The key stream of a block; the streams of a document are cut into blocks of their own. */
export type BlockKey = (block: number) => Rc4;

/** null: the password is another one. */
export function cryptoApiBlocks(info: CryptoApiInfo, password: string): BlockKey | null {
  const base = sha1Of(info.salt, Buffer.from(password, 'utf16le'));
  const keyOf: BlockKey = (block) => {
    const cut = sha1Of(base, numberOf(block)).subarray(0, info.keyBytes);
    // 40 bits are filled up with zeros ([MS-OFFCRYPTO] 2.3.5.2).
    return createRc4(info.keyBytes === 5 ? Buffer.concat([cut, Buffer.alloc(11)]) : cut);
  };
  return isRight(keyOf, info, 'sha1') ? keyOf : null;
}

/** null: the password is another one. */
export function rc4Blocks(info: Rc4Info, password: string): BlockKey | null {
  const short = hash('md5', Buffer.from(password, 'utf16le'), 'buffer').subarray(0, 5);
  const repeated = createHash('md5');
  for (let at = 0; at < 16; at++) repeated.update(short).update(info.salt);
  const base = repeated.digest().subarray(0, 5);
  const keyOf: BlockKey = (block) =>
    createRc4(hash('md5', Buffer.concat([base, numberOf(block)]), 'buffer'));
  return isRight(keyOf, info, 'md5') ? keyOf : null;
}

function isRight(keyOf: BlockKey, { verifier, verifierHash }: Rc4Info, name: string): boolean {
  const stream = keyOf(0);
  const own = hash(name, stream.apply(verifier), 'buffer');
  const said = stream.apply(verifierHash);
  return own.length === said.length && timingSafeEqual(own, said);
}

function sha1Of(...pieces: readonly Buffer[]): Buffer {
  return hash('sha1', Buffer.concat(pieces), 'buffer');
}

function numberOf(block: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(block >>> 0);
  return bytes;
}
