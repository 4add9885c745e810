/**
 * The certificate authority of the tests' own sites: what stands for the public authorities that
 * browsers and gateway trust. Lives in a temporary folder until it is disposed of.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import https, { type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type CertificateAuthority, openAuthority } from '../../proxy/certificates/authority.ts';

export interface SiteAuthority extends AsyncDisposable {
  readonly authority: CertificateAuthority;
  readonly caPem: string;
  /** PEM, for NODE_EXTRA_CA_CERTS of a system whose gateway is to trust the sites. */
  readonly caFile: string;
}

export async function openSiteAuthority(): Promise<SiteAuthority> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-sites-'));
  const authority = await openAuthority(folder);
  const caFile = path.join(folder, 'trusted.pem');
  await writeFile(caFile, authority.caPem);
  return {
    authority,
    caPem: authority.caPem,
    caFile,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** An https server on a free port of 127.0.0.1 that answers for one host. */
export async function listenSecurely(server: Server): Promise<{ port: number } & AsyncDisposable> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function secureServer({ authority }: SiteAuthority, host: string): Server {
  const context = authority.contextFor(host);
  return https.createServer({ SNICallback: (_, give) => give(null, context) });
}
