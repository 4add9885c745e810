/** Encrypted documents of Office, written here by the specification and not by what reads them. */
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { createRc4 } from '../../../proxy/inspection/decryption/rc4.ts';
import { compoundOf, number16, number32, utf16 } from './build-compound.ts';

const salt = Buffer.from('0102030405060708090a0b0c0d0e0f10', 'hex');
const hashed = (name: string, ...pieces: Uint8Array[]) =>
  createHash(name).update(Buffer.concat(pieces)).digest();
const fitted = (bytes: Buffer, length: number) =>
  Buffer.concat([bytes, Buffer.alloc(length, 0x36)]).subarray(0, length);
const padded = (bytes: Uint8Array, block: number) =>
  Buffer.concat([bytes, Buffer.alloc((block - (bytes.length % block)) % block)]);

function enciphered(cipher: string, key: Buffer, iv: Buffer | null, bytes: Uint8Array): Buffer {
  return createCipheriv(cipher, key, iv).setAutoPadding(false).update(padded(bytes, 16));
}

export interface AgileOptions {
  readonly spins?: number;
  /** The document is changed after it was made. */
  readonly isChanged?: boolean;
  readonly keyEncryptor?: 'password' | 'certificate';
  readonly chaining?: 'CBC' | 'CFB';
}

/** As Office 2010 and later: AES-256, SHA-512. */
export function agileOf(
  content: Uint8Array,
  password: string,
  {
    spins = 100,
    isChanged = false,
    keyEncryptor = 'password',
    chaining = 'CBC',
  }: AgileOptions = {},
): Uint8Array {
  const cipher = chaining === 'CBC' ? 'aes-256-cbc' : 'aes-256-cfb8';
  const key = Buffer.alloc(32, 0x5a);
  let derived = hashed('sha512', salt, utf16(password));
  for (let at = 0; at < spins; at++) derived = hashed('sha512', number32(at), derived);
  const shut = (bytes: Uint8Array, block: string) => {
    const own = hashed('sha512', derived, Buffer.from(block, 'hex')).subarray(0, 32);
    return enciphered(cipher, own, salt, bytes).toString('base64');
  };
  const verifier = Buffer.alloc(16, 0x33);
  const segments: Buffer[] = [];
  for (let at = 0; at * 4096 < content.length; at++) {
    const iv = hashed('sha512', salt, number32(at)).subarray(0, 16);
    segments.push(enciphered(cipher, key, iv, content.subarray(at * 4096, at * 4096 + 4096)));
  }
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(content.length));
  const stream = Buffer.concat([size, ...segments]);
  const hmacKey = Buffer.alloc(64, 0x77);
  const ivOf = (block: string) => hashed('sha512', salt, Buffer.from(block, 'hex')).subarray(0, 16);
  const hmac = createHmac('sha512', hmacKey).update(stream).digest();
  if (isChanged) stream[stream.length - 40] = (stream.at(-40) ?? 0) ^ 1;
  const scheme = `saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingMode${chaining}" hashAlgorithm="SHA512" saltValue="${salt.toString('base64')}"`;
  const hidden = `encryptedVerifierHashInput="${shut(verifier, 'fea7d2763b4b9e79')}" encryptedVerifierHashValue="${shut(hashed('sha512', verifier), 'd7aa0f6d3061344e')}" encryptedKeyValue="${shut(key, '146e0be7abacd0d6')}"`;
  const keyed =
    keyEncryptor === 'password'
      ? `<p:encryptedKey spinCount="${spins}" ${scheme} ${hidden}/>`
      : '<c:encryptedKey encryptedKeyValue="" X509Certificate=""/>';
  const xml = `<?xml version="1.0" encoding="UTF-8"?><encryption xmlns:p="p" xmlns:c="c"><keyData ${scheme}/><dataIntegrity encryptedHmacKey="${enciphered(cipher, key, ivOf('5fb2ad010cb9e1f6'), hmacKey).toString('base64')}" encryptedHmacValue="${enciphered(cipher, key, ivOf('a0677f02b22c8433'), hmac).toString('base64')}"/><keyEncryptors><keyEncryptor>${keyed}</keyEncryptor></keyEncryptors></encryption>`;
  return compoundOf({
    EncryptionInfo: Buffer.concat([number16(4), number16(4), number32(0x40), Buffer.from(xml)]),
    EncryptedPackage: stream,
  });
}

/** EncryptionInfo of version 2 with its header and verifier. */
function cryptoApiInfo(options: {
  algorithm: number;
  keyBits: number;
  flags: number;
  shut: (bytes: Buffer) => Buffer;
}): Buffer {
  const { algorithm, keyBits, flags, shut } = options;
  const header = Buffer.concat([
    number32(flags),
    number32(0),
    number32(algorithm),
    number32(0x8004),
    number32(keyBits),
    number32(algorithm === 0x6801 ? 1 : 0x18),
    number32(0),
    number32(0),
    utf16('Provider\0'),
  ]);
  const verifier = Buffer.alloc(16, 0x44);
  // One stream of keys for both.
  const hidden = shut(Buffer.concat([verifier, hashed('sha1', verifier)]));
  return Buffer.concat([
    number16(algorithm === 0x6801 ? 2 : 3),
    number16(2),
    number32(flags),
    number32(header.length),
    header,
    number32(16),
    salt,
    hidden.subarray(0, 16),
    number32(20),
    hidden.subarray(16),
  ]);
}

/** As Office 2007: AES-128 in ECB, SHA-1. */
export function standardOf(content: Uint8Array, password: string): Uint8Array {
  let derived = hashed('sha1', salt, utf16(password));
  for (let at = 0; at < 50_000; at++) derived = hashed('sha1', number32(at), derived);
  derived = hashed('sha1', derived, number32(0));
  const block = Buffer.from(fitted(derived, 64).map((byte, at) => (at < 20 ? byte ^ 0x36 : 0x36)));
  const key = hashed('sha1', block).subarray(0, 16);
  const shut = (bytes: Uint8Array) => enciphered('aes-128-ecb', key, null, bytes);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(content.length));
  return compoundOf({
    EncryptionInfo: cryptoApiInfo({
      algorithm: 0x660e,
      keyBits: 128,
      flags: 0x24,
      shut: (bytes) => Buffer.concat([shut(bytes.subarray(0, 16)), shut(bytes.subarray(16))]),
    }),
    EncryptedPackage: Buffer.concat([size, shut(content)]),
  });
}

export interface Rc4Kind {
  readonly header: Buffer;
  readonly apply: (block: number, bytes: Uint8Array) => Buffer;
}

/** @param keepsProperties they stay as they are */
export function cryptoApiKind(
  password: string,
  { keyBits = 128, keepsProperties = true }: { keyBits?: number; keepsProperties?: boolean } = {},
): Rc4Kind {
  const base = hashed('sha1', salt, utf16(password));
  const apply = (block: number, bytes: Uint8Array) => {
    const cut = hashed('sha1', base, number32(block)).subarray(0, keyBits / 8);
    return createRc4(keyBits === 40 ? Buffer.concat([cut, Buffer.alloc(11)]) : cut).apply(bytes);
  };
  const flags = 0x04 | (keepsProperties ? 0x08 : 0);
  const shut = (bytes: Buffer) => apply(0, bytes);
  return { header: cryptoApiInfo({ algorithm: 0x6801, keyBits, flags, shut }), apply };
}

/** As Office 97: MD5, 40 bits. */
export function rc4Kind(password: string): Rc4Kind {
  const short = hashed('md5', utf16(password)).subarray(0, 5);
  const repeated = Array.from({ length: 16 }, () => [short, salt]).flat();
  const base = hashed('md5', ...repeated).subarray(0, 5);
  const apply = (block: number, bytes: Uint8Array) =>
    createRc4(hashed('md5', base, number32(block))).apply(bytes);
  const verifier = Buffer.alloc(16, 0x55);
  const hidden = apply(0, Buffer.concat([verifier, hashed('md5', verifier)]));
  return { header: Buffer.concat([number16(1), number16(1), salt, hidden]), apply };
}

export function inBlocks({ apply }: Rc4Kind, bytes: Uint8Array, size: number): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at * size < bytes.length; at++) {
    blocks.push(apply(at, bytes.subarray(at * size, at * size + size)));
  }
  return Buffer.concat(blocks);
}
