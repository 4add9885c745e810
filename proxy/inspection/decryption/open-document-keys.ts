/**
 * Encrypted OpenDocument (ODF 1.2 part 3, 3.4 and 4.8): each entry by itself, its size, cipher and
 * salt in META-INF/manifest.xml. What comes out is deflated.
 */
import { createDecipheriv, hash, pbkdf2Sync } from 'node:crypto';
import { inflateWhole } from '../inflate.ts';
import { type Keys, passwordSpellings } from '../keys.ts';
import { type Budget, NotInspected } from '../limits.ts';
import { XmlCursor } from '../xml-cursor.ts';

export interface EntryLock {
  /** Bytes once it is open and unpacked. */
  readonly size: number;
  readonly startHash: string;
  readonly salt: Buffer;
  readonly iterations: number;
  readonly keyBytes: 16 | 24 | 32;
  readonly vector: Buffer;
  /** Of the first 1024 bytes of what is deflated: tells a wrong password. */
  readonly checkHash: string;
  readonly check: Buffer;
}

/** Programs take a hundred thousand. */
const mostIterations = 1_000_000;
const checked = 1024;
const hashes: Readonly<Record<string, string>> = {
  'http://www.w3.org/2000/09/xmldsig#sha256': 'sha256',
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  SHA1: 'sha1',
};
const checks: Readonly<Record<string, string>> = {
  'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k': 'sha256',
  'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha1-1k': 'sha1',
  'SHA1/1K': 'sha1',
};
const cipher = /^http:\/\/www\.w3\.org\/2001\/04\/xmlenc#aes(?:128|192|256)-cbc$/;

/** Elements of the manifest that tell how an entry is encrypted, and what they say. */
const telling: Readonly<Record<string, readonly string[]>> = {
  'file-entry': ['full-path', 'size'],
  'encryption-data': ['checksum-type', 'checksum'],
  algorithm: ['algorithm-name', 'initialisation-vector'],
  'start-key-generation': ['start-key-generation-name'],
  'key-derivation': ['key-derivation-name', 'key-size', 'iteration-count', 'salt'],
};

/**
 * By the entry's name, those that are encrypted. null: in a way that nothing here opens.
 * @throws NotInspected `broken`
 */
export function readEntryLocks(manifest: string): ReadonlyMap<string, EntryLock | null> {
  const locks = new Map<string, EntryLock | null>();
  const cursor = new XmlCursor(manifest.replace(/<!DOCTYPE[^>[]*>/, ''));
  let told = new Map<string, string>();
  while (cursor.next()) {
    const { kind, name } = cursor;
    if (kind === 'text') continue;
    if (kind === 'open') {
      if (name === 'file-entry') told = new Map();
      if (name === 'encryption-data') told.set(name, '');
      for (const each of telling[name] ?? []) {
        told.set(`${name} ${each}`, cursor.attribute(each) ?? '');
      }
    } else if (name === 'file-entry' && told.has('encryption-data')) {
      locks.set(told.get('file-entry full-path') ?? '', lockOf(told));
    }
  }
  return locks;
}

function lockOf(told: ReadonlyMap<string, string>): EntryLock | null {
  const of = (element: string, name: string) => told.get(`${element} ${name}`) ?? '';
  const bytes = (element: string, name: string) => Buffer.from(of(element, name), 'base64');
  const algorithm = of('algorithm', 'algorithm-name');
  const derivation = of('key-derivation', 'key-derivation-name');
  const size = Number(of('file-entry', 'size') || Number.NaN);
  const iterations = Number(of('key-derivation', 'iteration-count'));
  const keyBytes = Number(of('key-derivation', 'key-size') || 16);
  const startHash = hashes[of('start-key-generation', 'start-key-generation-name') || 'SHA1'];
  const checkHash = checks[of('encryption-data', 'checksum-type')];
  const vector = bytes('algorithm', 'initialisation-vector');
  if (!cipher.test(algorithm) || !/(?:^|#)PBKDF2$/i.test(derivation)) return null;
  if (!(iterations >= 1 && iterations <= mostIterations) || !Number.isSafeInteger(size))
    return null;
  if (keyBytes !== 16 && keyBytes !== 24 && keyBytes !== 32) return null;
  if (startHash === undefined || checkHash === undefined || vector.length !== 16) return null;
  return {
    size,
    startHash,
    salt: bytes('key-derivation', 'salt'),
    iterations,
    keyBytes,
    vector,
    checkHash,
    check: bytes('encryption-data', 'checksum'),
  };
}

/** @throws NotInspected encrypted, broken, too-large, ratio */
export function openEntry(
  content: Uint8Array,
  lock: EntryLock | null,
  keys: Keys,
  budget: Budget,
): Uint8Array {
  if (lock === null) throw keys.locked('useless');
  if (content.length === 0 || content.length % 16 !== 0) throw new NotInspected('broken');
  const spellings = keys.password === null ? [] : passwordSpellings(keys.password);
  for (const password of spellings) {
    const start = hash(lock.startHash, password, 'buffer');
    const key = pbkdf2Sync(start, lock.salt, lock.iterations, lock.keyBytes, 'sha1');
    const decipher = createDecipheriv(`aes-${lock.keyBytes * 8}-cbc`, key, lock.vector);
    decipher.setAutoPadding(false);
    const padded = Buffer.concat([decipher.update(content), decipher.final()]);
    const packed = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
    const isRight = hash(lock.checkHash, packed.subarray(0, checked), 'buffer').equals(lock.check);
    if (isRight) return inflateWhole(packed, lock.size, budget);
  }
  throw keys.refused();
}
