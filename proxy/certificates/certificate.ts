/** X.509 certificates (RFC 5280) of two shapes: the terminal's own authority, and a leaf for one host. */
import { createHash, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import {
  bitString,
  context,
  integer,
  isTrue,
  octetString,
  oid,
  sequence,
  set,
  time,
  utf8,
} from './der.ts';

export interface Validity {
  readonly from: Date;
  readonly until: Date;
}

const ids = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  alternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKey: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
} as const;

const signatureAlgorithm = sequence(oid(ids.ecdsaWithSha256));
const digitalSignature = bitString(Buffer.from([0x80]), 7);
const certSignAndCrlSign = bitString(Buffer.from([0x06]), 1);

/** @returns DER */
export function authorityCertificate(name: string, key: KeyObject, validity: Validity): Buffer {
  return certificate({
    subject: name,
    issuer: name,
    publicKey: createPublicKey(key),
    issuerKey: key,
    validity,
    extensions: [
      // It signs leaves only: a path length of 0.
      extension(ids.basicConstraints, true, sequence(isTrue(), integer(Buffer.from([0])))),
      extension(ids.keyUsage, true, certSignAndCrlSign),
    ],
  });
}

/**
 * @param host canonical: an ASCII name, or an address without brackets
 * @returns DER
 */
export function leafCertificate(
  host: string,
  publicKey: KeyObject,
  issuer: { readonly name: string; readonly key: KeyObject },
  validity: Validity,
): Buffer {
  return certificate({
    // A common name holds 64 characters; browsers read the alternative name alone.
    subject: host.length <= 64 ? host : 'Sekisho leaf',
    issuer: issuer.name,
    publicKey,
    issuerKey: issuer.key,
    validity,
    extensions: [
      extension(ids.basicConstraints, true, sequence()),
      extension(ids.keyUsage, true, digitalSignature),
      extension(ids.extendedKeyUsage, false, sequence(oid(ids.serverAuth))),
      extension(ids.alternativeName, false, sequence(alternativeName(host))),
    ],
  });
}

function certificate(fields: {
  subject: string;
  issuer: string;
  publicKey: KeyObject;
  issuerKey: KeyObject;
  validity: Validity;
  extensions: readonly Buffer[];
}): Buffer {
  const { subject, issuer, publicKey, issuerKey, validity, extensions } = fields;
  const toBeSigned = sequence(
    context(0, true, integer(Buffer.from([2]))), // version 3
    integer(serialNumber()),
    signatureAlgorithm,
    distinguishedName(issuer),
    sequence(time(validity.from), time(validity.until)),
    distinguishedName(subject),
    publicKeyInfo(publicKey),
    context(
      3,
      true,
      sequence(
        ...extensions,
        extension(ids.subjectKey, false, octetString(keyIdentifier(publicKey))),
        extension(
          ids.authorityKey,
          false,
          sequence(context(0, false, keyIdentifier(createPublicKeyOf(issuerKey)))),
        ),
      ),
    ),
  );
  return sequence(
    toBeSigned,
    signatureAlgorithm,
    bitString(sign('sha256', toBeSigned, { key: issuerKey, dsaEncoding: 'der' })),
  );
}

function createPublicKeyOf(key: KeyObject): KeyObject {
  return key.type === 'private' ? createPublicKey(key) : key;
}

export function publicKeyInfo(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

/** SHA-1 over the public key, as RFC 5280, 4.2.1.2 (1) proposes: a name for it, not a protection. */
function keyIdentifier(publicKey: KeyObject): Buffer {
  // The uncompressed P-256 point is the last 65 octets of its SubjectPublicKeyInfo.
  return createHash('sha1').update(publicKeyInfo(publicKey).subarray(-65)).digest();
}

/** 126 random bits, never zero. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

function distinguishedName(commonName: string): Buffer {
  return sequence(set(sequence(oid(ids.commonName), utf8(commonName))));
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [isTrue()] : []), octetString(value));
}

function alternativeName(host: string): Buffer {
  const address = isIPv4(host) ? addressOctets(host) : isIPv6(host) ? address6Octets(host) : null;
  return address === null
    ? context(2, false, Buffer.from(host, 'latin1'))
    : context(7, false, address);
}

function addressOctets(host: string): Buffer {
  return Buffer.from(host.split('.').map(Number));
}

function address6Octets(host: string): Buffer {
  const [head = '', tail] = host.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const front = groups(head);
  const back = tail === undefined ? [] : groups(tail);
  const zeros = Array<string>(8 - front.length - back.length).fill('0');
  return Buffer.from(
    [...front, ...zeros, ...back].map((group) => group.padStart(4, '0')).join(''),
    'hex',
  );
}
