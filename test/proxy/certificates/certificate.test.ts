import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  authorityCertificate,
  leafCertificate,
  publicKeyInfo,
} from '../../../proxy/certificates/certificate.ts';

const validity = {
  from: new Date('2026-01-01T00:00:00Z'),
  until: new Date('2031-01-01T00:00:00Z'),
};
const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const leafKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const authority = new X509Certificate(authorityCertificate('Sekisho test', key, validity));
const leaf = (host: string) =>
  new X509Certificate(
    leafCertificate(host, leafKeys.publicKey, { name: 'Sekisho test', key }, validity),
  );

describe('the authority certificate', () => {
  test('is one, signs itself, and holds its key', () => {
    expect(authority.ca).toBe(true);
    expect(authority.subject).toBe('CN=Sekisho test');
    expect(authority.verify(authority.publicKey)).toBe(true);
    expect(authority.checkPrivateKey(key)).toBe(true);
    expect(publicKeyInfo(authority.publicKey)).toEqual(publicKeyInfo(createPublicKey(key)));
    expect(authority.validToDate).toEqual(validity.until);
  });
});

describe('a leaf', () => {
  test.each([
    ['a name', 'city.example.jp', 'DNS:city.example.jp'],
    ['an IPv4 address', '192.0.2.7', 'IP Address:192.0.2.7'],
    ['an IPv6 address', '2001:db8::1', 'IP Address:2001:DB8:0:0:0:0:0:1'],
    ['the IPv6 loopback address', '::1', 'IP Address:0:0:0:0:0:0:0:1'],
    ['a full IPv6 address', '2001:db8:1:2:3:4:5:6', 'IP Address:2001:DB8:1:2:3:4:5:6'],
    [
      'a name longer than a common name holds',
      `${'a'.repeat(60)}.example.jp`,
      `DNS:${'a'.repeat(60)}.example.jp`,
    ],
  ])('names %s and nothing else', (_, host, name) => {
    const made = leaf(host);
    expect(made.subjectAltName).toBe(name);
    expect(made.ca).toBe(false);
    expect(made.checkIssued(authority)).toBe(true);
    expect(made.verify(authority.publicKey)).toBe(true);
    expect(made.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  });

  test('two leaves of one host have different serial numbers', () => {
    expect(leaf('a.example').serialNumber).not.toBe(leaf('a.example').serialNumber);
  });
});
