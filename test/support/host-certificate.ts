/** A certificate for one host by an authority of its own, as PEM: for servers that want to read both. */
import { generateKeyPairSync } from 'node:crypto';
import { authorityCertificate, leafCertificate } from '../../proxy/certificates/certificate.ts';

const day = 86_400_000;

export function hostCertificate(host: string): { key: string; cert: string; ca: string } {
  const name = 'Sekisho test authority';
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [authority, leaf] = [pair(), pair()];
  const validity = { from: new Date(Date.now() - day), until: new Date(Date.now() + day) };
  const issuer = { name, key: authority.privateKey };
  return {
    key: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pemOf(leafCertificate(host, leaf.publicKey, issuer, validity)),
    ca: pemOf(authorityCertificate(name, authority.privateKey, validity)),
  };
}

function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
