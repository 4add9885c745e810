/**
 * Office 2010 and later ([MS-OFFCRYPTO] 2.3.4.10–15, "agile"): a description in XML, a key that is
 * derived from the password, and behind it the key of the document; segments of 4,096 bytes.
 */
import { createDecipheriv, createHmac, hash, timingSafeEqual } from 'node:crypto';
import { XmlCursor } from '../xml-cursor.ts';

/** Hash and cipher of the document, or of what keeps its key. */
interface Scheme {
  readonly salt: Buffer;
  readonly hash: string;
  readonly cipher: string;
  readonly keyBytes: number;
  readonly blockSize: number;
}

export interface AgileInfo {
  readonly data: Scheme;
  readonly key: Scheme & {
    readonly spins: number;
    readonly verifier: Buffer;
    readonly verifierHash: Buffer;
    readonly value: Buffer;
  };
  /** null: nothing says whether the document was changed. */
  readonly hmac: { readonly key: Buffer; readonly value: Buffer } | null;
}

const blockKeys = {
  verifier: Buffer.from('fea7d2763b4b9e79', 'hex'),
  verifierHash: Buffer.from('d7aa0f6d3061344e', 'hex'),
  value: Buffer.from('146e0be7abacd0d6', 'hex'),
  hmacKey: Buffer.from('5fb2ad010cb9e1f6', 'hex'),
  hmacValue: Buffer.from('a0677f02b22c8433', 'hex'),
} as const;

/** The specification allows ten million; a program that makes a document takes a hundred thousand. */
const mostSpins = 1_000_000;
const segment = 4096;

/** null: of a kind that is not opened here. */
export function readAgileInfo(xml: string): AgileInfo | null {
  const cursor = new XmlCursor(xml);
  const attributes = new Map<string, (name: string) => string>();
  while (cursor.next()) {
    if (cursor.kind !== 'open') continue;
    const kept = new Map(wanted.map((name) => [name, cursor.attribute(name) ?? '']));
    if (!attributes.has(cursor.name)) attributes.set(cursor.name, (name) => kept.get(name) ?? '');
  }
  const [keyData, encryptedKey] = [attributes.get('keyData'), attributes.get('encryptedKey')];
  const integrity = attributes.get('dataIntegrity');
  if (keyData === undefined || encryptedKey === undefined) return null;
  const [data, key] = [schemeOf(keyData), schemeOf(encryptedKey)];
  const spins = Number(encryptedKey('spinCount'));
  if (data === null || key === null || !(spins >= 0 && spins <= mostSpins)) return null;
  return {
    data,
    key: {
      ...key,
      spins,
      verifier: bytesOf(encryptedKey('encryptedVerifierHashInput')),
      verifierHash: bytesOf(encryptedKey('encryptedVerifierHashValue')),
      value: bytesOf(encryptedKey('encryptedKeyValue')),
    },
    hmac:
      integrity === undefined
        ? null
        : {
            key: bytesOf(integrity('encryptedHmacKey')),
            value: bytesOf(integrity('encryptedHmacValue')),
          },
  };
}

const wanted = [
  'saltValue',
  'hashAlgorithm',
  'cipherAlgorithm',
  'cipherChaining',
  'keyBits',
  'blockSize',
  'spinCount',
  'encryptedVerifierHashInput',
  'encryptedVerifierHashValue',
  'encryptedKeyValue',
  'encryptedHmacKey',
  'encryptedHmacValue',
];

const hashes: Readonly<Record<string, string>> = {
  SHA1: 'sha1',
  'SHA-1': 'sha1',
  SHA256: 'sha256',
  SHA384: 'sha384',
  SHA512: 'sha512',
  MD5: 'md5',
};
const chainings: Readonly<Record<string, string>> = {
  ChainingModeCBC: 'cbc',
  ChainingModeCFB: 'cfb8',
};

function schemeOf(attribute: (name: string) => string): Scheme | null {
  const hashName = hashes[attribute('hashAlgorithm')];
  const chaining = chainings[attribute('cipherChaining')];
  const keyBits = Number(attribute('keyBits'));
  const blockSize = Number(attribute('blockSize'));
  const isKnown = attribute('cipherAlgorithm') === 'AES' && [128, 192, 256].includes(keyBits);
  if (!isKnown || hashName === undefined || chaining === undefined || blockSize !== 16) return null;
  return {
    salt: bytesOf(attribute('saltValue')),
    hash: hashName,
    cipher: `aes-${keyBits}-${chaining}`,
    keyBytes: keyBits / 8,
    blockSize,
  };
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}

/** The key of the document; null: the password is another one. */
export function agileKey({ key }: AgileInfo, password: string): Buffer | null {
  let derived = digest(key.hash, key.salt, Buffer.from(password, 'utf16le'));
  const counter = Buffer.alloc(4);
  for (let at = 0; at < key.spins; at++) {
    counter.writeUInt32LE(at);
    derived = digest(key.hash, counter, derived);
  }
  const open = (bytes: Buffer, blockKey: Buffer) => {
    const own = fitted(digest(key.hash, derived, blockKey), key.keyBytes);
    return decipher(key.cipher, own, fitted(key.salt, key.blockSize), bytes);
  };
  const verifier = digest(
    key.hash,
    open(key.verifier, blockKeys.verifier).subarray(0, key.salt.length),
  );
  const said = open(key.verifierHash, blockKeys.verifierHash).subarray(0, verifier.length);
  if (said.length !== verifier.length || !timingSafeEqual(said, verifier)) return null;
  return open(key.value, blockKeys.value).subarray(0, key.keyBytes);
}

/** @param stream EncryptedPackage: the size, then the segments */
export function* agileContent(
  { data }: AgileInfo,
  key: Buffer,
  stream: Uint8Array,
): Generator<Buffer> {
  const bytes = Buffer.from(stream.buffer, stream.byteOffset, stream.byteLength);
  const counter = Buffer.alloc(4);
  for (let at = 8, number = 0; at < bytes.length; at += segment, number++) {
    counter.writeUInt32LE(number);
    const iv = fitted(digest(data.hash, data.salt, counter), data.blockSize);
    yield decipher(data.cipher, key, iv, bytes.subarray(at, at + segment));
  }
}

/** Whether the document is as it was when its password was set. */
export function isAgileUnchanged(
  { data, hmac }: AgileInfo,
  key: Buffer,
  stream: Uint8Array,
): boolean {
  if (hmac === null) return true;
  const open = (bytes: Buffer, blockKey: Buffer) =>
    decipher(
      data.cipher,
      key,
      fitted(digest(data.hash, data.salt, blockKey), data.blockSize),
      bytes,
    );
  const size = digest(data.hash).length;
  const own = createHmac(data.hash, open(hmac.key, blockKeys.hmacKey).subarray(0, size))
    .update(stream)
    .digest();
  const said = open(hmac.value, blockKeys.hmacValue).subarray(0, size);
  return said.length === own.length && timingSafeEqual(said, own);
}

function digest(name: string, ...pieces: readonly Buffer[]): Buffer {
  return hash(name, Buffer.concat(pieces), 'buffer');
}

/** [MS-OFFCRYPTO] 2.3.4.11: cut off, or filled up with 0x36. */
function fitted(bytes: Buffer, length: number): Buffer {
  const out = Buffer.alloc(length, 0x36);
  bytes.copy(out);
  return out;
}

/** Without padding; of a last block that is not whole nothing comes. */
function decipher(cipher: string, key: Buffer, iv: Buffer, bytes: Buffer): Buffer {
  const made = createDecipheriv(cipher, key, iv).setAutoPadding(false);
  return made.update(bytes);
}
