/**
 * The terminal's own certificate authority: made at first start, kept in one file (key and
 * certificate together, so that there is never one without the other), trusted by this terminal's
 * browsers alone. Its leaves share one key per process and live a month.
 */
import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { writePrivateFileOnce } from '../platform/private-file.ts';
import { authorityCertificate, leafCertificate, publicKeyInfo } from './certificate.ts';
import { createLeafCache } from './leaf-cache.ts';

export interface CertificateAuthority {
  /** For the browsers' trust store. */
  readonly caPem: string;
  /** Base64, as Chromium's `--ignore-certificate-errors-spki-list` takes it. */
  readonly caSpkiSha256: string;
  /** @param host canonical: an ASCII name, or an address without brackets */
  contextFor(host: string): SecureContext;
}

/** `code`: unreadable, incomplete, mismatched or expired. The message says the cure. */
export class AuthorityError extends Error {
  readonly code: 'unreadable' | 'incomplete' | 'mismatched' | 'expired';
  constructor(code: AuthorityError['code'], file: string, what: string) {
    super(
      `${file}: ${what} Put back a copy of it, or move it aside and start again: a new authority is made, and every browser of this terminal must be given its certificate.`,
    );
    this.code = code;
  }
}

export interface AuthorityOptions {
  readonly now?: () => number;
  /** Hosts whose leaves are kept. */
  readonly cap?: number;
}

export const authorityFile = 'authority.pem';
const day = 86_400_000;
const authorityDays = 5 * 365;
const leafDays = 30;

/** @throws AuthorityError where the file is there and cannot be used: never a new authority over it */
export async function openAuthority(
  folder: string,
  options: AuthorityOptions = {},
): Promise<CertificateAuthority> {
  const { now = Date.now, cap = 1000 } = options;
  const file = path.join(folder, authorityFile);
  const pem = (await readExisting(file)) ?? (await makeAuthority(file, now()));
  const { key, certificate } = readAuthority(pem, file, now());
  const issuer = { name: certificate.subject.replace(/^CN=/, ''), key };
  const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const leafKey = leaf.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const caPem = certificate.toString();

  const leaves = createLeafCache(cap, now, (host) => {
    const from = new Date(now() - day);
    const until = new Date(Math.min(now() + leafDays * day, certificate.validToDate.getTime()));
    const der = leafCertificate(host, leaf.publicKey, issuer, { from, until });
    return {
      // With the authority's own certificate: Chromium finds the pinned key in the chain that is sent.
      context: createSecureContext({
        key: leafKey,
        cert: `${toPem(der)}${caPem}`,
        minVersion: 'TLSv1.2',
        // It never leaves this machine: what guards against tomorrow's decryption (ML-KEM) only costs.
        ecdhCurve: 'X25519:P-256:P-384',
      }),
      until: until.getTime() - day,
    };
  });

  return {
    caPem,
    caSpkiSha256: createHash('sha256')
      .update(publicKeyInfo(certificate.publicKey))
      .digest('base64'),
    contextFor: (host) => leaves.contextFor(host),
  };
}

async function readExisting(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new AuthorityError('unreadable', file, `It cannot be read (${code}).`);
  }
}

async function makeAuthority(file: string, at: number): Promise<string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = `Sekisho ${randomBytes(4).toString('hex')}`;
  const der = authorityCertificate(name, privateKey, {
    from: new Date(at - day),
    until: new Date(at + authorityDays * day),
  });
  const pem = `${privateKey.export({ type: 'pkcs8', format: 'pem' })}${toPem(der)}`;
  // `sekisho browser` and the proxy may both be the first: whoever is second takes the first one's.
  return (await writePrivateFileOnce(file, pem)) ? pem : readFile(file, 'utf8');
}

function readAuthority(pem: string, file: string, at: number) {
  const keyPem = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(pem)?.[0];
  const certificatePem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0];
  if (keyPem === undefined || certificatePem === undefined) {
    throw new AuthorityError('incomplete', file, 'The key or the certificate is missing.');
  }
  const { key, certificate } = parse(keyPem, certificatePem, file);
  if (!certificate.checkPrivateKey(key) || !certificate.ca) {
    throw new AuthorityError('mismatched', file, 'Key and certificate do not belong together.');
  }
  if (certificate.validToDate.getTime() <= at) {
    throw new AuthorityError('expired', file, `It ended on ${certificate.validTo}.`);
  }
  return { key, certificate };
}

function parse(
  keyPem: string,
  certificatePem: string,
  file: string,
): { key: KeyObject; certificate: X509Certificate } {
  try {
    return { key: createPrivateKey(keyPem), certificate: new X509Certificate(certificatePem) };
  } catch {
    throw new AuthorityError('unreadable', file, 'Its content is damaged.');
  }
}

function toPem(der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/(.{64})(?=.)/g, '$1\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
