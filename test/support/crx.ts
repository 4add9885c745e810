/**
 * Packs an extension as CRX3, the only form that a policy installs in Chromium:
 *
 *   "Cr24" · 3 · length of header · header { 3: { 1: public key, 2: signature }, 10000: signed data } · zip
 *
 * The format is Chromium's components/crx_file/crx3.proto; the key is P-256.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';

export interface Crx {
  /** Of the extension: the first 16 bytes of the key's SHA-256, with the letters a–p as digits. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** @param zip the extension's files */
export function packCrx(zip: Buffer): Crx {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const id = createHash('sha256').update(spki).digest().subarray(0, 16);
  const signedData = field(1, id);
  const signed = ['CRX3 SignedData\0', uint32(signedData.length), signedData, zip];
  const signature = sign('sha256', Buffer.concat(signed.map((each) => Buffer.from(each))), {
    key: privateKey,
    dsaEncoding: 'der',
  });
  const proof = Buffer.concat([field(1, spki), field(2, signature)]);
  const header = Buffer.concat([field(3, proof), field(10_000, signedData)]);
  const bytes = Buffer.concat([Buffer.from('Cr24'), uint32(3), uint32(header.length), header, zip]);
  const letters = id
    .toString('hex')
    .replace(/./g, (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)] ?? '');
  return { id: letters, bytes };
}

/** A length-delimited field of a protocol buffer. */
function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
